#pragma once
#include <map>
#include <span>
#include <vector>

#include "platform/database/session.h"
#include "shop/kernel/page.h"
#include "shop/inventory/stock.h"

namespace till {

/// Product to pieces, in the order in which rows are locked.
using Quantities = std::map<ProductId, std::int64_t>;

/// What is on hand, and the ledger that says how it came to be.
class StockRepository {
 public:
    virtual ~StockRepository() = default;

    /// A product that is not there counts as 0 on hand.
    virtual Quantities on_hand(database::Session& session, std::span<const ProductId> products) = 0;
    virtual Page<StockMovement> movements(database::Session& session, ProductId product, const PageRequest& page) = 0;

    /// Begins the stock of new products with their first movements.
    virtual void open(database::Transaction& transaction, std::span<const StockMovement> initial) = 0;

    /// Adds each change to its product's stock, unless that would go below zero or the product is not there. Returns
    /// those that were not changed; the others were, so the caller has to undo the transaction where that is not
    /// wanted.
    [[nodiscard]] virtual std::vector<ProductId> change(database::Transaction& transaction,
                                                        const Quantities& changes) = 0;

    /// The same where all have to be changed: false where one is not, which is undone by the caller with the others.
    /// For many products it takes a server a fraction of the time.
    [[nodiscard]] virtual bool change_all(database::Transaction& transaction, const Quantities& changes) = 0;

    /// Writes into the ledger; returns the ids. Goes with change() and change_all(), in the same transaction.
    virtual std::vector<MovementId> record(database::Transaction& transaction,
                                           std::span<const StockMovement> movements) = 0;
};

}  // namespace till
