#include "models/order_bounds.h"
#include "schemas/schemas.h"

namespace till::schemas {
namespace {

integer quantity() { return {.min = 1, .max = OrderBounds::of_the_shop().line_units_max}; }

const Schema<CartLine>& cart_line() {
    static const auto schema =
        Schema<CartLine>("CartLine", "A product in the cart, at today's price")
            .field("product_id", &CartLine::product_id, id{}, "The product")
            .field("sku", &CartLine::sku, text{.max = 100}, "The shop's own code")
            .field("name", &CartLine::name, text{.max = 200}, "As the shopper sees it")
            .field("unit_price", &CartLine::unit_price, money{}, "For one piece, today")
            .field("quantity", &CartLine::quantity, integer{.min = 1}, "Pieces in the cart")
            .computed(
                "line_total", [](const CartLine& line) { return line.line_total(); }, money{}, "For all of them")
            .field("available", &CartLine::available, integer{.min = 0}, "Pieces on hand just now");
    return schema;
}

}  // namespace

const Schema<AddToCart>& add_to_cart() {
    static const auto schema = Schema<AddToCart>("NewCartItem", "A product to put into the cart")
                                   .field("product_id", &AddToCart::product_id, id{}, "The product")
                                   .field("quantity", &AddToCart::quantity, quantity(), "Pieces to add");
    return schema;
}

const Schema<SetCartQuantity>& set_cart_quantity() {
    static const auto schema = Schema<SetCartQuantity>("CartQuantity", "How many pieces to have in the cart")
                                   .field("quantity", &SetCartQuantity::quantity, quantity(), "Pieces");
    return schema;
}

const Schema<Cart>& cart() {
    static const auto schema =
        Schema<Cart>("Cart", "What a customer is about to order")
            .list("items", &Cart::items, cart_line(), "In the order in which they came in")
            .computed(
                "item_count", [](const Cart& cart) { return cart.item_count(); }, integer{.min = 0}, "Pieces in all")
            .computed(
                "total", [](const Cart& cart) { return cart.total(); }, money{}, "For everything, today")
            .computed(
                "currency", [](const Cart&) { return Currency::of_the_shop().code(); }, text{.max = 3},
                "ISO 4217 code");
    return schema;
}

const Schema<Checkout>& checkout() {
    static const auto schema =
        Schema<Checkout>("Checkout", "How to order what is in the cart")
            .field("shipping_address", &Checkout::shipping_address, text{.max = 2000, .lines = true},
                   "Where to send it")
            .field("note", &Checkout::note, text{.max = 2000, .lines = true}, "For the shop")
            .field("expected_total", &Checkout::expected_total, money{std::numeric_limits<std::int64_t>::max()},
                   "Refuse where the total is another");
    return schema;
}

}  // namespace till::schemas
