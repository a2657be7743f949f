#pragma once
#include "models/caller.h"
#include "services/order_placement.h"

namespace till {

/// Orders as customers and admins see them.
class OrderService {
 public:
    OrderService(database::Database& database, OrderRepositories repositories, const Clock& clock)
        : database_(database), orders_(repositories.orders), placement_(database, repositories, clock) {}

    /// A customer orders for himself; an admin has to say for whom.
    Order place(const Caller& caller, const PlaceOrder& command);
    /// Orders what is in the caller's cart and empties it.
    Order checkout(const Caller& caller, const Checkout& command);

    /// Another customer's order does not exist for a customer.
    Order find(const Caller& caller, OrderId id);
    Page<Order> list(const OrderQuery& query);
    Page<Order> list_own(const Caller& caller, const PageRequest& page);

 private:
    database::Database& database_;
    OrderRepository& orders_;
    OrderPlacement placement_;
};

}  // namespace till
