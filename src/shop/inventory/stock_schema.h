#pragma once
#include "api/schema.h"
#include "shop/inventory/stock.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/shop_settings.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<StockChange>& stock_change();
const Schema<StockMovement>& stock_movement();
const Schema<ListPage<StockMovement>>& stock_movement_page();
const Schema<Shortage>& shortage();

}  // namespace till::schemas

namespace till {

/// What depends on the shop in the JSON form of stock. Made once for each application.
struct StockSchemas {
    /// `shop` must outlive it.
    explicit StockSchemas(const ShopSettings& shop);
    StockSchemas(const StockSchemas&) = delete;
    StockSchemas& operator=(const StockSchemas&) = delete;

    const schemas::Schema<ListPageRequest> movements_query;
    const schemas::Schema<LowStockQuery> low_stock_query;
};

}  // namespace till
