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
    Permission permission;
    Handler preview;
    Handler start;
};

const Kind kinds[] = {
    {"products", "Products", "`sku`, `name`, `description`, `category`, `price`, `stock`, `image_url`",
     Permission::products_import, &ImportController::preview_products, &ImportController::start_products},
    {"customers", "Customers", "`name`, `email`, `phone`", Permission::customers_import,
     &ImportController::preview_customers, &ImportController::start_customers},
    {"orders", "Orders",
     "`number`, `placed_at`, `customer_email`, `sku`, `name`, `quantity`, `unit_price`, `status`, one row a line",
     Permission::orders_import, &ImportController::preview_orders, &ImportController::start_orders},
};

}  // namespace

void add_import_routes(RouteTable& table) {
    for (const Kind& kind : kinds) {
        const std::string file = "A CSV file in UTF-8 whose header names the columns: " + kind.columns;
        table.post("/imports/" + kind.path + "/preview", kind.preview)
            .summary("Say what an import of " + kind.path + " would do")
            .named("Imports and exports", "preview" + kind.name + "Import")
            .allow(kind.permission)
            .takes_bytes(csv_types, file)
            .answers(200, "What would be added and changed, and what is wrong; nothing is stored",
                     schemas::import_report())
            .refuses(problems::validation_failed);

        table.post("/imports/" + kind.path, kind.start)
            .summary("Import " + kind.path)
            .named("Imports and exports", "import" + kind.name)
            .allow(kind.permission)
            .asks(schemas::import_request())
            .takes_bytes(csv_types, file)
            .answers(202, "It waits or runs; ask at its Location how far it is. The same file again changes nothing",
                     schemas::import_job());
    }

    table.get("/imports/{id}", &ImportController::show)
        .summary("Show how far an import is")
        .named("Imports and exports", "showImport")
        .allow(Permission::profile_read)
        .answers(200, "One of one's own imports, for as long as it is among the last hundred of this server",
                 schemas::import_job());
}

}  // namespace till
