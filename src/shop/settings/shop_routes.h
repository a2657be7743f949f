#pragma once
#include "api/route_table.h"
#include "shop/settings/shop_controller.h"
#include "shop/settings/shop_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_shop_routes(RouteTable& table, ShopController& shop, const ShopSchemas& schemas);

}  // namespace till
