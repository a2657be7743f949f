#include "shop/transfer/export_routes.h"

#include "shop/transfer/import_schema.h"

namespace till {

void add_export_routes(RouteTable& table, ExportController& exports) {
    table.get("/exports/products.csv", exports, &ExportController::products)
        .summary("Export the products")
        .named("Imports and exports", "exportProducts")
        .allow(Permission::products_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most 10,000 rows with the columns of an import; importing them again changes nothing. `Link` "
                      "leads to the next part");

    table.get("/exports/customers.csv", exports, &ExportController::customers)
        .summary("Export the customers")
        .named("Imports and exports", "exportCustomers")
        .allow(Permission::customers_export)
        .reports()
        .asks(schemas::export_query())
        .answers_file("text/csv",
                      "At most 10,000 rows with the columns of an import; importing them again changes nothing. `Link` "
                      "leads to the next part");

    table.get("/exports/orders.csv", exports, &ExportController::orders)
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
