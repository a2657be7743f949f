#include "shop/inventory/stock_controller.h"

#include "api/exchange.h"
#include "api/list_page_schema.h"
#include "shop/catalogue/product_schema.h"

namespace till {

http::Response StockController::list_movements(const Request& request) {
    const ListPageRequest page = read_query(schemas_.movements_query, request, cursors_);
    return page_of(schemas::stock_movement_page(), request, stock_.movements(request.id_in_path(), page), cursors_);
}

http::Response StockController::list_low(const Request& request) {
    const LowStockQuery query = read_query(schemas_.low_stock_query, request, cursors_);
    return page_of(products_.product_page, request, stock_.low(query), cursors_);
}

http::Response StockController::move(const Request& request) {
    const StockChange change = read_body(schemas::stock_change(), request);
    const StockMovement movement = stock_.move(request.caller, request.id_in_path(), change);
    http::Response response = ok(schemas::stock_movement().write(movement));
    response.status = 201;
    return response;
}

}  // namespace till
