#include "shop/transfer/import_routes.h"

#include "shop/transfer/csv_table.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_schema.h"

namespace till {
namespace {

using Handler = RouteTable::Handler<ImportController>;

struct Kind {
    std::string path;
    std::string name;  ///< of its operations
    std::string one;   ///< with its article, as in "a product import"
    std::vector<std::string> (*columns)();
    std::string about;
    std::string example;
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
    {"products", "Products", "a product", product_columns,
     ". A product is identified by its `sku`; without a SKU, only by the `id` that an export gives it. Fields without "
     "a column stay unchanged, and an empty value clears the field. `stock` is used for new products only",
     "sku,name,category,price,stock\nCUP-042,Espresso cup,Kitchen,12.50,120\n", Permission::products_import,
     &ImportController::preview_products, &ImportController::start_products},
    {"customers", "Customers", "a customer", customer_columns,
     ". A customer is identified by the `email`. Fields without a column stay unchanged, and an empty value clears "
     "the field",
     "name,email,phone\nJane Doe,jane.doe@example.com,+1 212 555 0142\n", Permission::customers_import,
     &ImportController::preview_customers, &ImportController::start_customers},
    {"orders", "Orders", "an order", order_columns,
     "; one row per line. Orders are added as records and take no stock. An order whose `number` is already stored is "
     "never changed; the report lists differences. `history` is JSON, as in an export",
     "number,placed_at,customer_email,sku,name,quantity,unit_price,status\n"
     "A-1001,2026-03-14T09:30:00Z,jane.doe@example.com,CUP-042,Espresso cup,2,12.50,delivered\n",
     Permission::orders_import, &ImportController::preview_orders, &ImportController::start_orders},
};

}  // namespace

void add_import_routes(RouteTable& table, ImportController& imports) {
    for (const Kind& kind : kinds) {
        const std::string file = "A CSV file in UTF-8 with a header. Columns, not all of which are required: " +
                                 schemas::column_list(kind.columns(), ", ", "`") + kind.about;
        table.post("/imports/" + kind.path + "/preview", imports, kind.preview)
            .summary("Preview " + kind.one + " import")
            .named("Imports and exports", "preview" + kind.name + "Import")
            .allow(kind.permission)
            .takes_bytes(csv_types, file)
            .file_example(kind.example)
            .with_columns(kind.columns())
            .sized(BodySize::import)
            .answers(200, "The result of the import as it would be, with all errors. Nothing is stored",
                     schemas::import_report())
            .refuses(problems::validation_failed);

        table.post("/imports/" + kind.path, imports, kind.start)
            .summary("Import " + kind.path)
            .named("Imports and exports", "import" + kind.name)
            .allow(kind.permission)
            .asks(schemas::import_request())
            .takes_bytes(csv_types, file)
            .file_example(kind.example)
            .with_columns(kind.columns())
            .sized(BodySize::import)
            .answers(
                202,
                "The import job, waiting or running; the `Location` header leads to its progress. The whole file is "
                "checked before anything is stored. It is then stored in small parts, so that orders do not have to "
                "wait; "
                "each row is stored as a whole or not at all. If the import is interrupted, send the same file "
                "again: stored rows count as unchanged",
                schemas::import_job());
    }

    table.get("/imports/{id}", imports, &ImportController::show)
        .summary("Retrieve an import")
        .named("Imports and exports", "showImport")
        .allow(Permission::profile_read)
        .answers(
            200,
            "The import job. It is available to the account that started it, while it is among the last 50 of this "
            "server",
            schemas::import_job());
}

}  // namespace till
