#include "models/import.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {
namespace {

using Handler = RouteTable::Handler<ImportController>;

struct Kind {
    std::string path;
    std::string name;  ///< of its operations
    std::string columns;
    std::string about;
    Permission permission;  ///< staff have none of them: a file of orders writes whatever its author likes
    Handler preview;
    Handler start;
};

const Kind kinds[] = {
    {"products", "Products", "`sku`, `name`, `description`, `category`, `price`, `stock`, `image_url`, `id`",
     "A product is known by its `sku`; one without an SKU by the `id` that an export gives it, and by nothing else. "
     "What "
     "has no column stays as it is, and an empty field is emptied. `stock` counts for new products only",
     Permission::products_import, &ImportController::preview_products, &ImportController::start_products},
    {"customers", "Customers", "`name`, `email`, `phone`",
     "A customer is known by the `email`. What has no column stays as it is, and an empty field is emptied",
     Permission::customers_import, &ImportController::preview_customers, &ImportController::start_customers},
    {"orders", "Orders",
     "`number`, `placed_at`, `customer_email`, `sku`, `name`, `quantity`, `unit_price`, `status`, `shipping_address`, "
     "`note`, `carrier`, `tracking_number`, `history`, one row a line",
     "Orders are added as records and take no stock. One whose `number` is there already is never changed; where it is "
     "otherwise, the report says so. `history` is JSON, as an export has it",
     Permission::orders_import, &ImportController::preview_orders, &ImportController::start_orders},
};

}  // namespace

void add_import_routes(RouteTable& table) {
    for (const Kind& kind : kinds) {
        const std::string file =
            "A CSV file in UTF-8 whose header names the columns, of which it need not have all: " + kind.columns +
            ". " + kind.about;
        table.post("/imports/" + kind.path + "/preview", kind.preview)
            .summary("Say what an import of " + kind.path + " would do")
            .named("Imports and exports", "preview" + kind.name + "Import")
            .allow(kind.permission)
            .takes_bytes(csv_types, file)
            .sized(BodySize::import)
            .answers(200, "What would be added and changed, and what is wrong; nothing is written, and no order waits",
                     schemas::import_report())
            .refuses(problems::validation_failed);

        table.post("/imports/" + kind.path, kind.start)
            .summary("Import " + kind.path)
            .named("Imports and exports", "import" + kind.name)
            .allow(kind.permission)
            .asks(schemas::import_request())
            .takes_bytes(csv_types, file)
            .sized(BodySize::import)
            .answers(
                202,
                "It waits or runs; ask at its Location how far it is. All of the file is looked at before anything "
                "is stored; then it is stored in small parts, so that orders need not wait. Each row is stored as a "
                "whole or not at all. Where it is interrupted, send the same file again: what is stored already "
                "counts as unchanged",
                schemas::import_job());
    }

    table.get("/imports/{id}", &ImportController::show)
        .summary("Show how far an import is")
        .named("Imports and exports", "showImport")
        .allow(Permission::profile_read)
        .answers(200, "One of one's own imports, for as long as it is among the last fifty of this server",
                 schemas::import_job());
}

}  // namespace till
