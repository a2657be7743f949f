#pragma once
#include "api/route_table.h"
#include "shop/inventory/stock_controller.h"

namespace till {

void add_stock_routes(RouteTable& table, StockController& stock);

}  // namespace till
