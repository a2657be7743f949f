#include "shop/orders/order_controller.h"

#include "api/exchange.h"
#include "shop/orders/placed_order.h"

namespace till {

http::Response OrderController::response_with(const Order& order) const {
    return versioned(ok(schemas_.order.write(order)), order.version);
}

http::Response OrderController::checkout(const Request& request) {
    const Checkout command = read_optional_body(schemas_.checkout, request);
    return placed(orders_.checkout(request.caller, command, idempotent_request(request, "checkOut", schemas_.order)),
                  schemas_.order);
}

http::Response OrderController::place(const Request& request) {
    const PlaceOrder command = read_body(schemas_.place_order, request);
    return placed(orders_.place(request.caller, command, idempotent_request(request, "placeOrder", schemas_.order)),
                  schemas_.order);
}

http::Response OrderController::list(const Request& request) {
    const OrderQuery query = read_query(schemas_.order_query, request, cursors_);
    return page_of(schemas_.order_page, request, orders_.list(query), cursors_);
}

http::Response OrderController::list_own(const Request& request) {
    const ListPageRequest page = read_query(schemas_.own_orders_query, request, cursors_);
    return page_of(schemas_.order_page, request, orders_.list_own(request.caller, page), cursors_);
}

http::Response OrderController::show(const Request& request) {
    return response_with(orders_.find(request.caller, request.id_in_path()));
}

http::Response OrderController::track(const Request& request) {
    return ok(schemas_.order_tracking.write(orders_.track(request.caller, request.id_in_path())));
}

http::Response OrderController::transition(const Request& request) {
    const TransitionOrder command = read_body(schemas::transition_order(), request);
    return response_with(orders_.transition(request.caller, request.id_in_path(), command, expected_version(request)));
}

http::Response OrderController::cancel(const Request& request) {
    const CancelOrder command = read_optional_body(schemas::cancel_order(), request);
    return response_with(orders_.cancel(request.caller, request.id_in_path(), command, expected_version(request)));
}

}  // namespace till
