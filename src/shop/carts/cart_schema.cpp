#include "shop/carts/cart_schema.h"

namespace till::schemas {
namespace {

integer quantity(const ShopSettings& shop) { return {.min = 1, .max = shop.order_bounds.line_units_max}; }

Schema<CartLine> cart_line_schema(const ShopSettings& shop) {
    return Schema<CartLine>("CartLine", "A product in the cart, at its current price")
        .field("product_id", &CartLine::product_id, id{}, "Product ID")
        .field("sku", &CartLine::sku, text{.max = 100}, "SKU")
        .field("name", &CartLine::name, text{.max = 200}, "Product name")
        .field("unit_price", &CartLine::unit_price, money{shop.currency}, "Current price of one unit")
        .field("quantity", &CartLine::quantity, integer{.min = 1}, "Quantity in the cart")
        .computed(
            "line_total", [](const CartLine& line) { return line.line_total(); }, money{shop.currency},
            "Unit price times quantity")
        .field("available", &CartLine::available, integer{.min = 0}, "Quantity in stock")
        .example({{"product_id", 42},
                  {"sku", "CUP-042"},
                  {"name", "Espresso cup"},
                  {"unit_price", Money::from_minor(1250).text(shop.currency)},
                  {"quantity", 2},
                  {"line_total", Money::from_minor(2500).text(shop.currency)},
                  {"available", 120}});
}

Schema<AddToCart> add_to_cart_schema(const ShopSettings& shop) {
    return Schema<AddToCart>("NewCartItem", "A product to add to the cart")
        .field("product_id", &AddToCart::product_id, id{}, "Product ID")
        .field("quantity", &AddToCart::quantity, quantity(shop), "Quantity to add")
        .example({{"product_id", 42}, {"quantity", 2}});
}

Schema<SetCartQuantity> set_cart_quantity_schema(const ShopSettings& shop) {
    return Schema<SetCartQuantity>("CartQuantity", "The quantity of a product in the cart")
        .field("quantity", &SetCartQuantity::quantity, quantity(shop), "Quantity")
        .example({{"quantity", 3}});
}

Schema<Cart> cart_schema(const ShopSettings& shop, const Schema<CartLine>& line) {
    return Schema<Cart>("Cart", "A customer's cart")
        .list("items", &Cart::items, line, "Items in the order in which they were added")
        .computed(
            "item_count", [](const Cart& cart) { return cart.item_count(); }, integer{.min = 0},
            "Total quantity of all items")
        .computed(
            "total", [](const Cart& cart) { return cart.total(); }, money{shop.currency}, "Total at current prices")
        .computed(
            "currency", [code = shop.currency.code()](const Cart&) { return code; }, text{.max = 3},
            "Currency, as an ISO 4217 code")
        .example({{"item_count", 2},
                  {"total", Money::from_minor(2500).text(shop.currency)},
                  {"currency", shop.currency.code()}});
}

}  // namespace

}  // namespace till::schemas

namespace till {

CartSchemas::CartSchemas(const ShopSettings& shop)
    : add_to_cart(schemas::add_to_cart_schema(shop)),
      set_cart_quantity(schemas::set_cart_quantity_schema(shop)),
      cart_line(schemas::cart_line_schema(shop)),
      cart(schemas::cart_schema(shop, cart_line)) {}

}  // namespace till
