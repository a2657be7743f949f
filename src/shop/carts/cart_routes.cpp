#include "shop/carts/cart_routes.h"

#include "shop/carts/cart_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_cart_routes(RouteTable& table, CartController& carts, const CartSchemas& schemas) {
    table.get("/cart", carts, &CartController::show)
        .summary("Retrieve the cart")
        .named("Cart", "showCart")
        .allow(Permission::cart_use)
        .cached(Cached::for_account)
        .responds(200, "The cart at current prices", schemas.cart)
        .refuses(problems::validation_failed);

    table.post("/cart/items", carts, &CartController::add)
        .summary("Add a product to the cart")
        .named("Cart", "addToCart")
        .allow(Permission::cart_use)
        .takes(schemas.add_to_cart)
        .responds(200, "The cart", schemas.cart)
        .refuses(problems::cart_full);

    table.put("/cart/items/{product_id}", carts, &CartController::set_quantity)
        .summary("Update the quantity of a cart item")
        .named("Cart", "setCartQuantity")
        .allow(Permission::cart_use)
        .takes(schemas.set_cart_quantity)
        .responds(200, "The cart", schemas.cart);

    table.del("/cart/items/{product_id}", carts, &CartController::remove)
        .summary("Remove a product from the cart")
        .named("Cart", "removeFromCart")
        .allow(Permission::cart_use)
        .responds(200, "The cart", schemas.cart)
        .refuses(problems::validation_failed);

    table.del("/cart", carts, &CartController::clear)
        .summary("Empty the cart")
        .named("Cart", "emptyCart")
        .allow(Permission::cart_use)
        .responds(204, "The cart is empty");
}

}  // namespace till
