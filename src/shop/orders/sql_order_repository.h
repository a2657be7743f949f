#pragma once
#include "shop/orders/order_repository.h"

namespace till {

class SqlOrderRepository : public OrderRepository {
 public:
    std::optional<Order> find(database::Session& session, OrderId id) override;
    Page<Order> list(database::Session& session, const OrderQuery& query) override;
    Page<Order> list_briefly(database::Session& session, const OrderQuery& query) override;
    std::vector<OrderEvent> history(database::Session& session, OrderId id) override;

    std::vector<OrderId> add(database::Transaction& transaction, std::span<const Order> orders) override;
    bool update(database::Transaction& transaction, const Order& order) override;
    void record(database::Transaction& transaction, std::span<const OrderEvent> events) override;
    void append(database::Transaction& transaction, const OrderEvent& event) override;
    void forget_customer(database::Transaction& transaction, CustomerId customer) override;
};

}  // namespace till
