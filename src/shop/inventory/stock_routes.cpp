#include "shop/inventory/stock_routes.h"

#include "shop/catalogue/product_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_stock_routes(RouteTable& table, StockController& stock, const StockSchemas& schemas,
                      const ProductSchemas& products) {
    table.get("/products/{id}/stock-movements", stock, &StockController::list_movements)
        .summary("List stock movements of a product")
        .named("Stock", "listStockMovements")
        .allow(Permission::stock_read)
        .lists()
        .cached(Cached::for_everyone)
        .asks(schemas.movements_query)
        .responds(200, "A page of stock movements, newest first", schemas::stock_movement_page());

    table.get("/inventory/low-stock", stock, &StockController::list_low)
        .summary("List low-stock products")
        .named("Stock", "listLowStock")
        .allow(Permission::stock_read)
        .lists()
        .cached(Cached::for_everyone)
        .asks(schemas.low_stock_query)
        .responds(200, "A page of products, lowest stock first", products.product_page);

    table.post("/products/{id}/stock-movements", stock, &StockController::move)
        .summary("Create a stock movement")
        .named("Stock", "createStockMovement")
        .allow(Permission::stock_write)
        .takes(schemas::stock_change())
        .responds(201, "The stock movement", schemas::stock_movement())
        .refuses(problems::insufficient_stock);
}

}  // namespace till
