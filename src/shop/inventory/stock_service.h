#pragma once
#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product_directory.h"
#include "shop/inventory/stock.h"
#include "shop/inventory/stock_repository.h"
#include "shop/kernel/caller.h"

namespace till {

/// Stock as an admin sees it: the ledger, and changes by hand.
class StockService {
 public:
    StockService(database::Database& database, ProductDirectory& products, StockRepository& stock, const Clock& clock)
        : database_(database), products_(products), stock_(stock), clock_(clock) {}

    /// Newest first.
    ListPage<StockMovement> movements(ProductId product, const ListPageRequest& page);
    /// Fewest first.
    ListPage<Product> low(const LowStockQuery& query);
    /// Refuses a change that leads below zero, and one whose sign does not fit its reason.
    StockMovement move(const Caller& caller, ProductId product, const StockChange& change);

 private:
    database::Database& database_;
    ProductDirectory& products_;
    StockRepository& stock_;
    const Clock& clock_;
};

}  // namespace till
