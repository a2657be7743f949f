#pragma once
#include "platform/database/sql_session.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/inventory/stock.h"
#include "shop/inventory/stock_ledger.h"
#include "shop/kernel/list_page.h"

namespace till {

/// What is on hand, and the ledger that says how it came to be. Opening a product's stock is its first movement.
class StockRepository : public StockLedger, public StockOpening {
 public:
    virtual ListPage<StockMovement> movements(database::SqlSession& session, ProductId product,
                                              const ListPageRequest& page) = 0;
    /// Fewest first. Reads the whole stock, which has no index on what is on hand: each order would have to update it.
    virtual ListPage<ProductId> low(database::SqlSession& session, const LowStockQuery& query) = 0;
};

}  // namespace till
