#include "shop/carts/cart_schema.h"

#include "shop/pricing/order_bounds.h"

namespace till::schemas {
namespace {

integer quantity() { return {.min = 1, .max = OrderBounds::of_the_shop().line_units_max}; }

const Schema<CartLine>& cart_line() {
    static const auto schema =
        Schema<CartLine>("CartLine", "A product in the cart, at its current price")
            .field("product_id", &CartLine::product_id, id{}, "The product")
            .field("sku", &CartLine::sku, text{.max = 100}, "The product's SKU")
            .field("name", &CartLine::name, text{.max = 200}, "Product name, as customers see it")
            .field("unit_price", &CartLine::unit_price, money{}, "Current price of one unit")
            .field("quantity", &CartLine::quantity, integer{.min = 1}, "Quantity in the cart")
            .computed(
                "line_total", [](const CartLine& line) { return line.line_total(); }, money{},
                "Unit price times quantity")
            .field("available", &CartLine::available, integer{.min = 0}, "Quantity currently in stock");
    return schema;
}

}  // namespace

const Schema<AddToCart>& add_to_cart() {
    static const auto schema = Schema<AddToCart>("NewCartItem", "A product to add to the cart")
                                   .field("product_id", &AddToCart::product_id, id{}, "The product")
                                   .field("quantity", &AddToCart::quantity, quantity(), "Quantity to add");
    return schema;
}

const Schema<SetCartQuantity>& set_cart_quantity() {
    static const auto schema = Schema<SetCartQuantity>("CartQuantity", "The quantity of a product in the cart")
                                   .field("quantity", &SetCartQuantity::quantity, quantity(), "Quantity");
    return schema;
}

const Schema<Cart>& cart() {
    static const auto schema =
        Schema<Cart>("Cart", "A customer's cart")
            .list("items", &Cart::items, cart_line(), "In the order in which they were added")
            .computed(
                "item_count", [](const Cart& cart) { return cart.item_count(); }, integer{.min = 0},
                "Total quantity of all items")
            .computed(
                "total", [](const Cart& cart) { return cart.total(); }, money{}, "Total at current prices")
            .computed(
                "currency", [](const Cart&) { return Currency::of_the_shop().code(); }, text{.max = 3},
                "ISO 4217 code");
    return schema;
}

}  // namespace till::schemas
