#include "services/order_service.h"

#include "services/cart_service.h"
#include "services/found.h"

namespace till {

using database::Session;

namespace {

bool orders_for_others(const Caller& caller) { return caller.may(Permission::orders_read_all); }

CustomerId buyer_of(const Caller& caller, const PlaceOrder& command) {
    if (orders_for_others(caller)) {
        if (!command.customer_id) throw Refusal::invalid("customer_id", "is missing: say for whom");
        return *command.customer_id;
    }
    const CustomerId own = customer_of(caller);
    if (command.customer_id && *command.customer_id != own) {
        throw Refusal::invalid("customer_id", "must be one's own");
    }
    return own;
}

}  // namespace

Order OrderService::place(const Caller& caller, const PlaceOrder& command) {
    return placement_.place({.customer = buyer_of(caller, command),
                             .account = caller.account,
                             .customer_was_given = orders_for_others(caller),
                             .items = command.items,
                             .shipping_address = command.shipping_address,
                             .note = command.note});
}

Order OrderService::checkout(const Caller& caller, const Checkout& command) {
    return placement_.place({.customer = customer_of(caller),
                             .account = caller.account,
                             .from_cart = true,
                             .shipping_address = command.shipping_address,
                             .note = command.note,
                             .expected_total = command.expected_total});
}

Order OrderService::find(const Caller& caller, OrderId id) {
    Order order = found(database_.read([&](Session& session) { return orders_.find(session, id); }), "order", id);
    const bool is_own = caller.customer && order.customer_id == caller.customer;
    if (!is_own && !caller.may(Permission::orders_read_all)) throw no_such("order", id);
    return order;
}

Page<Order> OrderService::list(const OrderQuery& query) {
    return database_.read([&](Session& session) { return orders_.list(session, query); });
}

Page<Order> OrderService::list_own(const Caller& caller, const PageRequest& page) {
    OrderQuery query;
    query.page = page.page;
    query.per_page = page.per_page;
    query.customer_id = customer_of(caller);
    return list(query);
}

}  // namespace till
