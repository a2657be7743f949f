#pragma once
#include "api/route_table.h"
#include "shop/carts/cart_controller.h"
#include "shop/carts/cart_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_cart_routes(RouteTable& table, CartController& carts, const CartSchemas& schemas);

}  // namespace till
