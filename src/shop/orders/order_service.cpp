#include "shop/orders/order_service.h"

#include "shop/carts/cart_service.h"
#include "shop/kernel/require_found.h"

namespace till {

using database::SqlSession;
using database::Transaction;

void OrderService::require_visible(const Caller& caller, const Order& order, Permission to_all) const {
    const bool is_own = caller.customer && order.customer_id == caller.customer;
    if (!is_own && !caller.may(to_all, roles_)) throw not_found("order", order.id);
}

CustomerId OrderService::buyer_of(const Caller& caller, const PlaceOrder& command) const {
    if (orders_for_others(caller)) {
        if (!command.customer_id) throw Refusal::invalid("customer_id", "is missing: give the customer who orders");
        return *command.customer_id;
    }
    const CustomerId own = customer_of(caller);
    if (command.customer_id && *command.customer_id != own) {
        throw Refusal::invalid("customer_id", "must be the caller's own customer");
    }
    return own;
}

PlacedOrder OrderService::place(const Caller& caller, const PlaceOrder& command,
                                std::optional<IdempotentRequest> idempotent_request) {
    return placement_.place({.customer = buyer_of(caller, command),
                             .account = caller.account,
                             .customer_was_given = orders_for_others(caller),
                             .items = command.items,
                             .shipping_address = command.shipping_address,
                             .note = command.note,
                             .idempotent_request = std::move(idempotent_request)});
}

PlacedOrder OrderService::checkout(const Caller& caller, const Checkout& command,
                                   std::optional<IdempotentRequest> idempotent_request) {
    return placement_.place({.customer = customer_of(caller),
                             .account = caller.account,
                             .from_cart = true,
                             .shipping_address = command.shipping_address,
                             .note = command.note,
                             .expected_total = command.expected_total,
                             .idempotent_request = std::move(idempotent_request)});
}

Order OrderService::find(const Caller& caller, OrderId id) {
    return database_.read([&](SqlSession& session) { return find_visible(session, caller, id); });
}

OrderTracking OrderService::track(const Caller& caller, OrderId id) {
    return database_.read([&](SqlSession& session) {
        const Order order = find_visible(session, caller, id);
        return OrderTracking{.order_id = id,
                             .status = order.status,
                             .carrier = order.carrier,
                             .tracking_number = order.tracking_number,
                             .history = orders_.history(session, id)};
    });
}

Order OrderService::transition(const Caller& caller, OrderId id, const TransitionOrder& command,
                               const ExpectedVersion& expected) {
    return database_.write([&](Transaction& transaction) {
        return transitions_.transition(transaction, id, command, caller.account,
                                       [&](const Order& order) { expected.require(order.version); });
    });
}

Order OrderService::cancel(const Caller& caller, OrderId id, const CancelOrder& command,
                           const ExpectedVersion& expected) {
    const TransitionOrder to_cancelled{
        .status = OrderStatus::cancelled, .carrier = {}, .tracking_number = {}, .note = command.reason};
    return database_.write([&](Transaction& transaction) {
        return transitions_.transition(transaction, id, to_cancelled, caller.account, [&](const Order& order) {
            require_visible(caller, order, Permission::orders_write);
            expected.require(order.version);
        });
    });
}

ListPage<Order> OrderService::list(const OrderQuery& query) {
    return database_.read([&](SqlSession& session) { return orders_.list_briefly(session, query); });
}

ListPage<Order> OrderService::list_own(const Caller& caller, const ListPageRequest& page) {
    OrderQuery query;
    static_cast<ListPageRequest&>(query) = page;
    query.customer_id = customer_of(caller);
    return list(query);
}

Order OrderService::find_visible(SqlSession& session, const Caller& caller, OrderId id) {
    Order order = require_found(orders_.find(session, id), "order", id);
    require_visible(caller, order, Permission::orders_read_all);
    return order;
}

}  // namespace till
