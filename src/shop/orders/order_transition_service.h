#pragma once
#include <functional>
#include <optional>
#include <string>

#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/inventory/stock_ledger.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/version.h"
#include "shop/orders/order.h"
#include "shop/orders/order_repository.h"

namespace till {

/// Changes the status of orders. A transition, its row of the history, and the stock that comes back with it are one
/// transaction, which holds only for the version of the order that it read: of several at once, one comes through.
class OrderTransitionService {
 public:
    OrderTransitionService(OrderRepository& orders, StockLedger& stock, const Clock& clock)
        : orders_(orders), stock_(stock), clock_(clock) {}

    /// Checks an order before its transition; throws a Refusal where it is not allowed.
    using Check = std::function<void(const Order&)>;

    /// Returns the order as it is then. Refuses a step that is not among order_transitions.h, and a carrier or a
    /// tracking number before there can be one; without a step, one that is not on its way.
    Order transition(database::Transaction& transaction, OrderId id, const TransitionOrder& command, AccountId by,
                     const Check& check);

 private:
    void give_stock_back(database::Transaction& transaction, const Order& order, AccountId by, Timestamp at);

    OrderRepository& orders_;
    StockLedger& stock_;
    const Clock& clock_;
};

}  // namespace till
