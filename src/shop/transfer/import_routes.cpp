#include "shop/transfer/import.h"
#include "api/route_table.h"
#include "api/schemas.h"
#include "api/csv_table.h"
#include "shop/transfer/import_schemas.h"

namespace till {
namespace {

using Handler = RouteTable::Handler<ImportController>;

struct Kind {
    std::string path;
    std::string name;  ///< of its operations
    std::vector<std::string> (*columns)();
    std::string about;
    Permission permission;  ///< staff have none of them: a file of orders writes whatever its author likes
    Handler preview;
    Handler start;
};

std::vector<std::string> product_columns() {
    return schemas::columns_of(schemas::imported_product(), schemas::products_file());
}

std::vector<std::string> customer_columns() {
    return schemas::columns_of(schemas::imported_customer(), schemas::customers_file());
}

std::vector<std::string> order_columns() {
    return schemas::columns_of(schemas::imported_line(), schemas::orders_file());
}

const Kind kinds[] = {
    {"products", "Products", product_columns,
     ". A product is identified by its `sku`; without an SKU, only by the `id` that an export gives it. Fields without "
     "a column stay unchanged, and an empty value clears the field. `stock` is used for new products only",
     Permission::products_import, &ImportController::preview_products, &ImportController::start_products},
    {"customers", "Customers", customer_columns,
     ". A customer is identified by the `email`. Fields without a column stay unchanged, and an empty value clears "
     "the field",
     Permission::customers_import, &ImportController::preview_customers, &ImportController::start_customers},
    {"orders", "Orders", order_columns,
     "; one row per line. Orders are added as records and take no stock. An order whose `number` is already stored is "
     "never changed; the report lists differences. `history` is JSON, as in an export",
     Permission::orders_import, &ImportController::preview_orders, &ImportController::start_orders},
};

}  // namespace

void add_import_routes(RouteTable& table) {
    for (const Kind& kind : kinds) {
        const std::string file =
            "A CSV file in UTF-8 whose header names the columns. Not all columns are required: " +
            schemas::column_list(kind.columns(), ", ", "`") + kind.about;
        table.post("/imports/" + kind.path + "/preview", kind.preview)
            .summary("Preview an import of " + kind.path)
            .named("Imports and exports", "preview" + kind.name + "Import")
            .allow(kind.permission)
            .takes_bytes(csv_types, file)
            .with_columns(kind.columns())
            .sized(BodySize::import)
            .answers(200, "What would be added and changed, and all errors. Nothing is written, and no order waits",
                     schemas::import_report())
            .refuses(problems::validation_failed);

        table.post("/imports/" + kind.path, kind.start)
            .summary("Import " + kind.path)
            .named("Imports and exports", "import" + kind.name)
            .allow(kind.permission)
            .asks(schemas::import_request())
            .takes_bytes(csv_types, file)
            .with_columns(kind.columns())
            .sized(BodySize::import)
            .answers(202,
                     "The import job is waiting or running; its Location shows the progress. The whole file is checked "
                     "before anything is stored. It is then stored in small parts, so that orders do not have to wait; "
                     "each row is stored as a whole or not at all. If the import is interrupted, send the same file "
                     "again: stored rows count as unchanged",
                     schemas::import_job());
    }

    table.get("/imports/{id}", &ImportController::show)
        .summary("Show the progress of an import")
        .named("Imports and exports", "showImport")
        .allow(Permission::profile_read)
        .answers(200, "An import of the caller, as long as it is among the last 50 of this server",
                 schemas::import_job());
}

}  // namespace till
