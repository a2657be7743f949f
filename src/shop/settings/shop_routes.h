#pragma once
#include "api/route_table.h"
#include "shop/settings/shop_controller.h"

namespace till {

void add_shop_routes(RouteTable& table, ShopController& shop);

}  // namespace till
