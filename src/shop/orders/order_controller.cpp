#include "shop/orders/order_controller.h"

#include "api/exchange.h"
#include "api/page_schema.h"
#include "shop/orders/order_schema.h"
#include "shop/orders/placed_order.h"

namespace till {
namespace {

http::Response answer(const Order& order) { return versioned(ok(schemas::order().write(order)), order.version); }

}  // namespace

http::Response OrderController::checkout(const Request& request) {
    const Checkout command = read_optional_body(schemas::checkout(), request);
    return placed(orders_.checkout(request.caller, command, repeatable(request, "checkOut")));
}

http::Response OrderController::place(const Request& request) {
    const PlaceOrder command = read_body(schemas::place_order(), request);
    return placed(orders_.place(request.caller, command, repeatable(request, "placeOrder")));
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
    return answer(orders_.find(request.caller, request.id_in_path()));
}

http::Response OrderController::track(const Request& request) {
    return ok(schemas::order_tracking().write(orders_.track(request.caller, request.id_in_path())));
}

http::Response OrderController::move(const Request& request) {
    const MoveOrder command = read_body(schemas::move_order(), request);
    return answer(orders_.move(request.caller, request.id_in_path(), command, expected_version(request)));
}

http::Response OrderController::cancel(const Request& request) {
    const CancelOrder command = read_optional_body(schemas::cancel_order(), request);
    return answer(orders_.cancel(request.caller, request.id_in_path(), command, expected_version(request)));
}

}  // namespace till
