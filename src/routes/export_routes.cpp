#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_export_routes(RouteTable& table) {
    table.get("/exports/products.csv", &ExportController::products)
        .summary("Export the products")
        .named("Imports and exports", "exportProducts")
        .allow(Permission::products_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most ten thousand rows, with the columns of an import, which changes nothing; `Link` "
                      "leads to the rest");

    table.get("/exports/customers.csv", &ExportController::customers)
        .summary("Export the customers")
        .named("Imports and exports", "exportCustomers")
        .allow(Permission::customers_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most ten thousand rows, with the columns of an import, which changes nothing; `Link` "
                      "leads to the rest");

    table.get("/exports/orders.csv", &ExportController::orders)
        .summary("Export the orders")
        .named("Imports and exports", "exportOrders")
        .allow(Permission::orders_export)
        .reports()
        .asks(schemas::order_export_query())
        .answers_file(
            "text/csv",
            "At most ten thousand orders, newest first, a row a line, with the columns of an import, which "
            "changes nothing; `Link` leads to the rest. What belongs to the whole order stands in its first row. "
            "An order that was placed here is numbered by a word of this shop and its id");
}

}  // namespace till
