#pragma once
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/orders/order.h"
#include "shop/orders/order_records.h"

namespace till {

class OrderRepository : public OrderRecords {
 public:
    /// As list(), each with its first listed_lines_max lines.
    virtual ListPage<Order> list_briefly(database::SqlSession& session, const OrderQuery& query) = 0;
    /// From its beginning.
    virtual std::vector<OrderEvent> history(database::SqlSession& session, OrderId id) = 0;

    /// Writes status, carrier and tracking number over the version that the order was read at, as the next version.
    /// False, and nothing is changed, where it has another by now.
    [[nodiscard]] virtual bool update(database::Transaction& transaction, const Order& order) = 0;
    /// Writes at the end of an order's history; the position is not looked at.
    virtual void append(database::Transaction& transaction, const OrderEvent& event) = 0;

    /// Takes what is personal out of a customer's orders: names, contacts, addresses, notes, and the responses that are
    /// stored for replays. The orders stay, as records.
    virtual void forget_customer(database::Transaction& transaction, CustomerId customer) = 0;
};

}  // namespace till
