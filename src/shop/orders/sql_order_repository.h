#pragma once
#include "shop/orders/order_repository.h"

namespace till {

class SqlOrderRepository : public OrderRepository {
 public:
    std::optional<Order> find(database::SqlSession& session, OrderId id) override;
    ListPage<Order> list(database::SqlSession& session, const OrderQuery& query) override;
    ListPage<Order> list_briefly(database::SqlSession& session, const OrderQuery& query) override;
    std::vector<OrderEvent> history(database::SqlSession& session, OrderId id) override;

    std::vector<OrderId> add(database::Transaction& transaction, std::span<const Order> orders) override;
    bool update(database::Transaction& transaction, const Order& order) override;
    void record(database::Transaction& transaction, std::span<const OrderEvent> events) override;
    void append(database::Transaction& transaction, const OrderEvent& event) override;
    void forget_customer(database::Transaction& transaction, CustomerId customer) override;
};

}  // namespace till
