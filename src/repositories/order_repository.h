#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "database/session.h"
#include "models/order.h"

namespace till {

class OrderRepository {
 public:
    virtual ~OrderRepository() = default;

    /// With its lines.
    virtual std::optional<Order> find(database::Session& session, OrderId id) = 0;
    /// Newest first, with their lines.
    virtual Page<Order> list(database::Session& session, const OrderQuery& query) = 0;
    /// Which of these numbers belong to an order already.
    virtual std::set<std::string> taken_numbers(database::Session& session, std::span<const std::string> numbers) = 0;

    /// Adds orders with their lines; the ids in both are not looked at. Returns the ids, in the same order.
    virtual std::vector<OrderId> add(database::Transaction& transaction, std::span<const Order> orders) = 0;
    /// Writes into the orders' histories.
    virtual void record(database::Transaction& transaction, std::span<const OrderEvent> events) = 0;
};

}  // namespace till
