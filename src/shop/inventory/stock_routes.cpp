#include "shop/inventory/stock_routes.h"

#include "api/page_schema.h"
#include "shop/catalogue/product_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_stock_routes(RouteTable& table, StockController& stock) {
    table.get("/products/{id}/stock-movements", stock, &StockController::list_movements)
        .summary("Show a product's stock ledger")
        .named("Stock", "listStockMovements")
        .allow(Permission::stock_read)
        .lists()
        .cached(Cached::for_everyone)
        .asks(schemas::page_query())
        .answers(200, "A page of the ledger, newest first", schemas::stock_movement_page());

    table.get("/inventory/low-stock", stock, &StockController::list_low)
        .summary("List products that are low on stock")
        .named("Stock", "listLowStock")
        .allow(Permission::stock_read)
        .lists()
        .cached(Cached::for_everyone)
        .asks(schemas::low_stock_query())
        .answers(200, "A page of products, lowest stock first", schemas::product_page());

    table.post("/products/{id}/stock-movements", stock, &StockController::move)
        .summary("Change a product's stock")
        .named("Stock", "createStockMovement")
        .allow(Permission::stock_write)
        .takes(schemas::stock_change())
        .answers(201, "The new ledger entry", schemas::stock_movement())
        .refuses(problems::insufficient_stock);
}

}  // namespace till
