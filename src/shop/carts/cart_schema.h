#pragma once
#include "api/schema.h"
#include "shop/carts/cart.h"

/// The JSON face of carts. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<AddToCart>& add_to_cart();
const Schema<SetCartQuantity>& set_cart_quantity();
const Schema<Cart>& cart();

}  // namespace till::schemas
