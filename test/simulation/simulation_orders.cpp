#include "platform/security/digest.h"
#include "shop/carts/cart_schema.h"
#include "shop/orders/order_schema.h"
#include "simulation/simulation.h"
#include "support/shop_schemas.h"

namespace till::simulation {
namespace {

std::string text_of(const PlacedOrder& order) {
    if (order.is_replay) return "again, order " + std::to_string(order.id) + ": " + order.response.value_or("");
    return test::shop_schemas().order.write(order);
}

std::string text_of(const Cart& cart) { return test::shop_schemas().cart.write(cart); }

}  // namespace

/// Few keys, so that some come again, with the same request and with another.
std::optional<IdempotentRequest> Simulation::some_key(const std::string& request) {
    if (chance(60)) return std::nullopt;
    return IdempotentRequest{.key = "key-" + std::to_string(roll(6)),
                             .request_hash = digest_of(request),
                             .response = [](const Order& order) { return test::shop_schemas().order.write(order); }};
}

void Simulation::fill_cart() {
    const auto caller = some_shopper();
    if (!caller) return;
    const AddToCart item{.product_id = some_id(twin_.products()), .quantity = chance(5) ? 60'000 : roll(4) + 1};
    both(
        "put " + std::to_string(item.quantity) + " of " + std::to_string(item.product_id) + " into the cart of " +
            std::to_string(*caller->customer),
        [&] { return text_of(shop_.carts.add(*caller, item)); },
        [&] { return text_of(twin_.add_to_cart(*caller->customer, item.product_id, item.quantity)); });
}

void Simulation::change_cart() {
    const auto caller = some_shopper();
    if (!caller) return;
    const CustomerId customer = *caller->customer;
    const ProductId product = some_id(twin_.products());
    const std::int64_t quantity = chance(10) ? 100'000 : roll(4) + 1;
    const std::string whose = " the cart of " + std::to_string(customer);
    if (chance(10)) {
        return both(
            "empty" + whose, [&] { return shop_.carts.clear(*caller), "empty"; },
            [&] { return twin_.clear_cart(customer), "empty"; });
    }
    if (chance(40)) {
        return both(
            "take " + std::to_string(product) + " out of" + whose,
            [&] { return text_of(shop_.carts.remove(*caller, product)); },
            [&] { return text_of(twin_.remove_from_cart(customer, product)); });
    }
    both(
        "have " + std::to_string(quantity) + " of " + std::to_string(product) + " in" + whose,
        [&] { return text_of(shop_.carts.set_quantity(*caller, product, quantity)); },
        [&] { return text_of(twin_.set_in_cart(customer, product, quantity)); });
}

void Simulation::place_order() {
    const bool by_admin = chance(25);
    const auto shopper = some_shopper();
    if (!by_admin && !shopper) return;
    const Caller caller = by_admin ? some_admin() : *shopper;
    PlaceOrder command;
    for (auto lines = roll(3) + 1; lines > 0; --lines) {
        command.items.push_back({some_id(twin_.products()), chance(3) ? 100'000 : roll(5) + 1});
    }
    if (chance(by_admin ? 90 : 10)) command.customer_id = some_id(twin_.customers());
    command.note = some_text({"in the morning", "leave it\nat the door"});
    command.shipping_address = some_text({"Street 1\nTown"});
    const std::string request = test::shop_schemas().place_order.write(command);
    const auto key = some_key(request);
    both(
        "order as account " + std::to_string(caller.account) + (key ? " by " + key->key : "") + ": " + request,
        [&] { return text_of(shop_.orders.place(caller, command, key)); },
        [&] { return text_of(twin_.place(caller, command, key)); });
}

void Simulation::checkout() {
    const auto caller = some_shopper();
    if (!caller) return;
    Checkout command{.shipping_address = some_text({"Street 1\nTown"}), .note = some_text({"quickly"})};
    if (chance(40)) {
        try {
            command.expected_total = twin_.find_cart(*caller->customer).total();
            if (chance(20)) command.expected_total = test::money("12.34");
        } catch (const MoneyOverflow&) {  // what is put in is checked, a price that rises later is not
        }
    }
    const auto key = some_key(test::shop_schemas().checkout.write(command));
    both(
        "check out the cart of " + std::to_string(*caller->customer) + (key ? " by " + key->key : ""),
        [&] { return text_of(shop_.orders.checkout(*caller, command, key)); },
        [&] { return text_of(twin_.checkout(*caller, command, key)); });
}

void Simulation::transition_order() {
    const OrderId id = some_id(twin_.orders());
    const ExpectedVersion expected = some_version(twin_.orders(), id);
    const auto order = twin_.orders().find(id);
    TransitionOrder command;
    if (chance(85)) command.status = static_cast<OrderStatus>(roll(std::ssize(Names<OrderStatus>::names)));
    if (command.status && order != twin_.orders().end() && chance(70) && order->second.status < OrderStatus::returned) {
        command.status = static_cast<OrderStatus>(static_cast<int>(order->second.status) + 1);
    }
    if (chance(30)) command.carrier = chance(80) ? "Post" : "Courier";
    if (chance(30)) command.tracking_number = "1Z" + std::to_string(roll(100));
    command.note = some_text({"on its way", "done"});
    const Caller admin = some_admin();
    both(
        "move order " + std::to_string(id) + " to " +
            (command.status ? std::string(name_of(*command.status)) : "where it is"),
        [&] { return test::shop_schemas().order.write(shop_.orders.transition(admin, id, command, expected)); },
        [&] { return test::shop_schemas().order.write(twin_.transition_order(admin, id, command, expected)); });
}

void Simulation::cancel_order() {
    const OrderId id = some_id(twin_.orders());
    const ExpectedVersion expected = some_version(twin_.orders(), id);
    const auto shopper = some_shopper();
    const Caller caller = shopper && chance(60) ? *shopper : some_admin();
    const CancelOrder command{some_text({"too late", "another one"})};
    both(
        "cancel order " + std::to_string(id) + " as account " + std::to_string(caller.account),
        [&] { return test::shop_schemas().order.write(shop_.orders.cancel(caller, id, command, expected)); },
        [&] { return test::shop_schemas().order.write(twin_.cancel_order(caller, id, command, expected)); });
}

void Simulation::look_at_order() {
    const OrderId id = some_id(twin_.orders());
    const auto shopper = some_shopper();
    const Caller caller = shopper && chance(60) ? *shopper : some_admin();
    const std::string who = " as account " + std::to_string(caller.account);
    if (chance(50)) {
        return both(
            "look at order " + std::to_string(id) + who,
            [&] { return test::shop_schemas().order.write(shop_.orders.find(caller, id)); },
            [&] { return test::shop_schemas().order.write(twin_.find_order(caller, id)); });
    }
    both(
        "track order " + std::to_string(id) + who,
        [&] { return test::shop_schemas().order_tracking.write(shop_.orders.track(caller, id)); },
        [&] { return test::shop_schemas().order_tracking.write(twin_.track(caller, id)); });
}

void Simulation::list_orders() {
    auto query = some_page<OrderQuery>();
    if (const auto shopper = some_shopper(); shopper && chance(40)) {
        query.customer_id = shopper->customer;
        return walk<Order, OrderQuery>(
            "list the orders of customer " + std::to_string(*query.customer_id), query, test::shop_schemas().order_page,
            [this, caller = *shopper](const OrderQuery& asked) { return shop_.orders.list_own(caller, asked); },
            [this](const OrderQuery& asked) { return twin_.list_orders(asked); });
    }
    if (chance(40)) query.status = static_cast<OrderStatus>(roll(std::ssize(Names<OrderStatus>::names)));
    if (chance(20)) query.customer_id = some_id(twin_.customers());
    if (chance(20)) query.from = clock_.now() - std::chrono::minutes(roll(60));
    if (chance(20)) query.to = clock_.now() - std::chrono::minutes(roll(60));
    walk<Order, OrderQuery>(
        "list orders", query, test::shop_schemas().order_page,
        [this](const OrderQuery& asked) { return shop_.orders.list(asked); },
        [this](const OrderQuery& asked) { return twin_.list_orders(asked); });
}

}  // namespace till::simulation
