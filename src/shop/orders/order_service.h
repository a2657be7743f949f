#pragma once
#include "shop/kernel/caller.h"
#include "shop/kernel/version.h"
#include "shop/orders/order_placement.h"
#include "shop/orders/order_transition_service.h"

namespace till {

/// Orders as customers and admins see them.
class OrderService {
 public:
    OrderService(database::Database& database, OrderRepositories repositories, const Clock& clock,
                 const ShopSettings& shop)
        : database_(database),
          orders_(repositories.orders),
          roles_(shop.roles),
          placement_(database, repositories, clock, shop),
          transitions_(repositories.orders, repositories.stock, clock) {}

    /// A caller that may change all orders has to name the customer; any other orders for itself.
    PlacedOrder place(const Caller& caller, const PlaceOrder& command,
                      std::optional<IdempotentRequest> idempotent_request = {});
    /// Orders what is in the caller's cart and empties it.
    PlacedOrder checkout(const Caller& caller, const Checkout& command,
                         std::optional<IdempotentRequest> idempotent_request = {});

    /// Here and below: another customer's order does not exist for a caller that may not see all of them.
    Order find(const Caller& caller, OrderId id);
    OrderTracking track(const Caller& caller, OrderId id);
    /// Here and below: each order with its first listed_lines_max lines.
    ListPage<Order> list(const OrderQuery& query);
    ListPage<Order> list_own(const Caller& caller, const ListPageRequest& page);

    /// Moves any order along, or corrects its carrier and tracking number; see OrderTransitionService for what is
    /// refused.
    Order transition(const Caller& caller, OrderId id, const TransitionOrder& command, const ExpectedVersion& expected);
    /// The units are added to the stock again, once.
    Order cancel(const Caller& caller, OrderId id, const CancelOrder& command, const ExpectedVersion& expected);

 private:
    bool orders_for_others(const Caller& caller) const { return caller.may(Permission::orders_write, roles_); }
    CustomerId buyer_of(const Caller& caller, const PlaceOrder& command) const;
    /// 404 for another customer's order, unless the caller may do this with all of them.
    void require_visible(const Caller& caller, const Order& order, Permission to_all) const;
    Order find_visible(database::SqlSession& session, const Caller& caller, OrderId id);

    database::Database& database_;
    OrderRepository& orders_;
    const Roles& roles_;
    OrderPlacement placement_;
    OrderTransitionService transitions_;
};

}  // namespace till
