#include "shop/orders/order_service.h"

#include "shop/carts/cart_service.h"
#include "shop/kernel/found.h"

namespace till {

using database::Session;
using database::Transaction;

void OrderService::require_visible(const Caller& caller, const Order& order, Permission to_all) const {
    const bool is_own = caller.customer && order.customer_id == caller.customer;
    if (!is_own && !caller.may(to_all, roles_)) throw no_such("order", order.id);
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

PlacedOrder OrderService::place(const Caller& caller, const PlaceOrder& command, std::optional<Repeatable> repeatable) {
    return placement_.place({.customer = buyer_of(caller, command),
                             .account = caller.account,
                             .customer_was_given = orders_for_others(caller),
                             .items = command.items,
                             .shipping_address = command.shipping_address,
                             .note = command.note,
                             .repeatable = std::move(repeatable)});
}

PlacedOrder OrderService::checkout(const Caller& caller, const Checkout& command,
                                   std::optional<Repeatable> repeatable) {
    return placement_.place({.customer = customer_of(caller),
                             .account = caller.account,
                             .from_cart = true,
                             .shipping_address = command.shipping_address,
                             .note = command.note,
                             .expected_total = command.expected_total,
                             .repeatable = std::move(repeatable)});
}

Order OrderService::find(const Caller& caller, OrderId id) {
    return database_.read([&](Session& session) { return find_visible(session, caller, id); });
}

OrderTracking OrderService::track(const Caller& caller, OrderId id) {
    return database_.read([&](Session& session) {
        const Order order = find_visible(session, caller, id);
        return OrderTracking{.order_id = id,
                             .status = order.status,
                             .carrier = order.carrier,
                             .tracking_number = order.tracking_number,
                             .history = orders_.history(session, id)};
    });
}

Order OrderService::move(const Caller& caller, OrderId id, const MoveOrder& command, const ExpectedVersion& expected) {
    return database_.write([&](Transaction& transaction) {
        return moves_.move(transaction, id, command, caller.account,
                           [&](const Order& order) { expected.require(order.version); });
    });
}

Order OrderService::cancel(const Caller& caller, OrderId id, const CancelOrder& command,
                           const ExpectedVersion& expected) {
    const MoveOrder to_cancelled{
        .status = OrderStatus::cancelled, .carrier = {}, .tracking_number = {}, .note = command.reason};
    return database_.write([&](Transaction& transaction) {
        return moves_.move(transaction, id, to_cancelled, caller.account, [&](const Order& order) {
            require_visible(caller, order, Permission::orders_write);
            expected.require(order.version);
        });
    });
}

Page<Order> OrderService::list(const OrderQuery& query) {
    return database_.read([&](Session& session) { return orders_.list_briefly(session, query); });
}

Page<Order> OrderService::list_own(const Caller& caller, const PageRequest& page) {
    OrderQuery query;
    static_cast<PageRequest&>(query) = page;
    query.customer_id = customer_of(caller);
    return list(query);
}

Order OrderService::find_visible(Session& session, const Caller& caller, OrderId id) {
    Order order = found(orders_.find(session, id), "order", id);
    require_visible(caller, order, Permission::orders_read_all);
    return order;
}

}  // namespace till
