#include "api/route_table.h"
#include "api/schemas.h"

namespace till {

void add_export_routes(RouteTable& table) {
    table.get("/exports/products.csv", &ExportController::products)
        .summary("Export the products")
        .named("Imports and exports", "exportProducts")
        .allow(Permission::products_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most 10,000 rows with the columns of an import; importing them again changes nothing. `Link` "
                      "leads to the next part");

    table.get("/exports/customers.csv", &ExportController::customers)
        .summary("Export the customers")
        .named("Imports and exports", "exportCustomers")
        .allow(Permission::customers_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most 10,000 rows with the columns of an import; importing them again changes nothing. `Link` "
                      "leads to the next part");

    table.get("/exports/orders.csv", &ExportController::orders)
        .summary("Export the orders")
        .named("Imports and exports", "exportOrders")
        .allow(Permission::orders_export)
        .reports()
        .asks(schemas::order_export_query())
        .answers_file(
            "text/csv",
            "At most 10,000 orders, newest first, one row per line, with the columns of an import; importing them "
            "again changes nothing. `Link` leads to the next part. The first row of an order has the fields of the "
            "whole order. The number of an order placed in this shop is a key of the shop followed by the order's id");
}

}  // namespace till
