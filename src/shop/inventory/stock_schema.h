#pragma once
#include "api/schema.h"
#include "shop/inventory/stock.h"
#include "shop/kernel/page.h"

/// The JSON face of stock. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<StockChange>& stock_change();
const Schema<StockMovement>& stock_movement();
const Schema<Page<StockMovement>>& stock_movement_page();
const Schema<LowStockQuery>& low_stock_query();
const Schema<Shortage>& shortage();

}  // namespace till::schemas
