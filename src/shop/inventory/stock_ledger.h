#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/inventory/stock.h"

namespace till {

/// Product to units, in the order in which rows are locked.
using Quantities = std::map<ProductId, std::int64_t>;

/// What is on hand, and what a transaction takes from it or gives back.
class StockLedger {
 public:
    virtual ~StockLedger() = default;

    /// A product that is not there counts as 0 on hand.
    virtual Quantities on_hand(database::SqlSession& session, std::span<const ProductId> products) = 0;

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
