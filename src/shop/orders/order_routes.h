#pragma once
#include "api/route_table.h"
#include "shop/orders/order_controller.h"

namespace till {

void add_order_routes(RouteTable& table, OrderController& orders);

}  // namespace till
