#include "controllers/order_controller.h"

#include "controllers/exchange.h"
#include "schemas/schemas.h"

namespace till {

http::Response OrderController::place(const Request& request) {
    const PlaceOrder command = read_body(schemas::place_order(), request);
    const Order order = orders_.place(request.caller, command);
    return created("/orders", order.id, schemas::order().write(order));
}

http::Response OrderController::list(const Request& request) {
    const OrderQuery query = read_query(schemas::order_query(), request);
    return page_of(schemas::order_page(), request, orders_.list(query));
}

http::Response OrderController::list_own(const Request& request) {
    const PageRequest page = read_query(schemas::page_query(), request);
    return page_of(schemas::order_page(), request, orders_.list_own(request.caller, page));
}

http::Response OrderController::show(const Request& request) {
    return ok(schemas::order().write(orders_.find(request.caller, request.id_in_path())));
}

}  // namespace till
