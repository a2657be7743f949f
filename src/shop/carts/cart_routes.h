#pragma once
#include "api/route_table.h"
#include "shop/carts/cart_controller.h"

namespace till {

void add_cart_routes(RouteTable& table, CartController& carts);

}  // namespace till
