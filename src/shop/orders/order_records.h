#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/orders/order.h"

namespace till {

/// The orders as records, for features that read them out and add those of other systems. They take no stock.
class OrderRecords {
 public:
    virtual ~OrderRecords() = default;

    /// With its lines.
    virtual std::optional<Order> find(database::SqlSession& session, OrderId id) = 0;
    /// Newest first, with all of their lines.
    virtual ListPage<Order> list(database::SqlSession& session, const OrderQuery& query) = 0;

    /// Adds orders with their lines, and counts those; the ids in both are not looked at. Returns the ids, in the same
    /// order.
    virtual std::vector<OrderId> add(database::Transaction& transaction, std::span<const Order> orders) = 0;
    /// Begins the orders' histories.
    virtual void record(database::Transaction& transaction, std::span<const OrderEvent> events) = 0;
};

}  // namespace till
