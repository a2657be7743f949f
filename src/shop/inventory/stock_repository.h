#pragma once
#include "platform/database/session.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/inventory/stock.h"
#include "shop/inventory/stock_ledger.h"
#include "shop/kernel/page.h"

namespace till {

/// What is on hand, and the ledger that says how it came to be. Opening a product's stock is its first movement.
class StockRepository : public StockLedger, public StockOpening {
 public:
    virtual Page<StockMovement> movements(database::Session& session, ProductId product, const PageRequest& page) = 0;
    /// Fewest first. Reads the whole stock, which has no index on what is on hand: each order would have to keep it.
    virtual Page<ProductId> low(database::Session& session, const LowStockQuery& query) = 0;
};

}  // namespace till
