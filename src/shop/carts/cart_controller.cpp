#include "shop/carts/cart_controller.h"

#include "api/exchange.h"

namespace till {

http::Response CartController::show(const Request& request) {
    return ok(schemas_.cart.write(carts_.find(request.caller)));
}

http::Response CartController::add(const Request& request) {
    const AddToCart item = read_body(schemas_.add_to_cart, request);
    return ok(schemas_.cart.write(carts_.add(request.caller, item)));
}

http::Response CartController::set_quantity(const Request& request) {
    const SetCartQuantity command = read_body(schemas_.set_cart_quantity, request);
    const ProductId product = request.id_in_path("product_id");
    return ok(schemas_.cart.write(carts_.set_quantity(request.caller, product, command.quantity)));
}

http::Response CartController::remove(const Request& request) {
    return ok(schemas_.cart.write(carts_.remove(request.caller, request.id_in_path("product_id"))));
}

http::Response CartController::clear(const Request& request) {
    carts_.clear(request.caller);
    return no_content();
}

}  // namespace till
