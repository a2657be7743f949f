#pragma once
#include "api/route_table.h"
#include "shop/inventory/stock_controller.h"
#include "shop/inventory/stock_schema.h"

namespace till {

/// The schemas must outlive the routes.
void add_stock_routes(RouteTable& table, StockController& stock, const StockSchemas& schemas,
                      const ProductSchemas& products);

}  // namespace till
