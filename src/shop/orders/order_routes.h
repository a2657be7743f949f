#pragma once
#include "api/route_table.h"
#include "shop/orders/order_controller.h"
#include "shop/orders/order_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_order_routes(RouteTable& table, OrderController& orders, const OrderSchemas& schemas);

}  // namespace till
