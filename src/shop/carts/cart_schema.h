#pragma once
#include "api/schema.h"
#include "shop/carts/cart.h"
#include "shop/kernel/shop_settings.h"

namespace till {

/// The JSON form of carts in a shop. Made once for each application.
struct CartSchemas {
    /// `shop` must outlive it.
    explicit CartSchemas(const ShopSettings& shop);
    CartSchemas(const CartSchemas&) = delete;
    CartSchemas& operator=(const CartSchemas&) = delete;

    const schemas::Schema<AddToCart> add_to_cart;
    const schemas::Schema<SetCartQuantity> set_cart_quantity;
    const schemas::Schema<CartLine> cart_line;
    const schemas::Schema<Cart> cart;
};

}  // namespace till
