#include "shop/transfer/export_routes.h"

#include "shop/transfer/import_schema.h"

namespace till {

void add_export_routes(RouteTable& table, ExportController& exports) {
    table.get("/exports/products.csv", exports, &ExportController::products)
        .summary("Export products")
        .named("Imports and exports", "exportProducts")
        .allow(Permission::products_export)
        .reports()
        .asks(schemas::export_query())
        .file_example(
            "sku,name,description,category,price,stock,image_url,id,barcode\n"
            "CUP-042,Espresso cup,,Kitchen,12.50,120,,,4006381333931\n")
        .answers_file(
            "text/csv",
            "At most 10,000 rows, with the columns of an import. An import of the file changes nothing. The `Link` "
            "header leads to the next part");

    table.get("/exports/customers.csv", exports, &ExportController::customers)
        .summary("Export customers")
        .named("Imports and exports", "exportCustomers")
        .allow(Permission::customers_export)
        .reports()
        .asks(schemas::export_query())
        .file_example("name,email,phone\nJane Doe,jane.doe@example.com,+1 212 555 0142\n")
        .answers_file(
            "text/csv",
            "At most 10,000 rows, with the columns of an import. An import of the file changes nothing. The `Link` "
            "header leads to the next part");

    table.get("/exports/orders.csv", exports, &ExportController::orders)
        .summary("Export orders")
        .named("Imports and exports", "exportOrders")
        .allow(Permission::orders_export)
        .reports()
        .asks(schemas::order_export_query())
        .file_example(
            "number,placed_at,customer_email,sku,name,quantity,unit_price,status,shipping_address,note,carrier,"
            "tracking_number,history\n"
            "A-1001,2026-03-14T09:30:00Z,jane.doe@example.com,CUP-042,Espresso cup,2,12.50,delivered,,,,,\n")
        .answers_file(
            "text/csv",
            "At most 10,000 orders, newest first, one row per line, with the columns of an import. An import of the "
            "file "
            "changes nothing. The `Link` header leads to the next part. The first row of an order has the fields of "
            "the whole order. The number of an order placed in this shop is a key of the shop followed by the order "
            "ID");
}

}  // namespace till
