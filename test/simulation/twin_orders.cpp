#include <algorithm>
#include <limits>
#include <optional>

#include "shop/kernel/order_bounds.h"
#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"
#include "shop/orders/order_transitions.h"
#include "simulation/twin.h"
#include "support/shop_settings.h"

namespace till::simulation {
namespace {

using Items = std::vector<OrderItem>;

Items::iterator item_of(Items& items, ProductId product) {
    return std::find_if(items.begin(), items.end(), [&](const OrderItem& item) { return item.product_id == product; });
}

Refusal not_there() { return Refusal(problems::not_found, ""); }

void require_own(const Caller& caller, const Order& order, Permission to_all) {
    if (caller.may(to_all, test::shop_settings().roles) || (caller.customer && caller.customer == order.customer_id))
        return;
    throw not_there();
}

/// By hand, because it is the counting that is looked at. Nothing for what is too much to count; nothing is negative.
template <class Line>
std::optional<Money> sum_of(const std::vector<Line>& lines) {
    std::int64_t sum = 0;
    for (const Line& line : lines) {
        const std::int64_t left = std::numeric_limits<std::int64_t>::max() - sum;
        if (line.unit_price.minor() > left / line.quantity) return std::nullopt;
        sum += line.unit_price.minor() * line.quantity;
    }
    return Money::from_minor(sum);
}

/// No more units of a product, nor in all, than an order takes.
void require_few_enough(const Items& items) {
    const OrderBounds& bounds = test::shop_settings().order_bounds;
    std::int64_t units = 0;
    for (const OrderItem& item : items) {
        if (item.quantity > bounds.line_units_max) throw Refusal::invalid("quantity", "");
        units += item.quantity;
    }
    if (units > bounds.units_max) throw Refusal::invalid("quantity", "");
}

}  // namespace

Cart Twin::view_cart(const Items& items) const {
    Cart cart;
    for (const OrderItem& item : items) {
        const Product& product = products_.at(item.product_id);
        cart.items.push_back({.product_id = product.id,
                              .sku = product.sku,
                              .name = product.name,
                              .unit_price = product.price,
                              .quantity = item.quantity,
                              .available = product.stock});
    }
    return cart;
}

/// The cart holds these items from now on, if their total can be counted.
Cart Twin::require_countable(CustomerId customer, Items items) {
    const Cart cart = view_cart(items);
    if (!sum_of(cart.items)) throw Refusal::invalid("quantity", "");
    carts_[customer] = std::move(items);
    return cart;
}

Cart Twin::find_cart(CustomerId customer) const {
    const auto cart = carts_.find(customer);
    return cart == carts_.end() ? Cart() : view_cart(cart->second);
}

Cart Twin::add_to_cart(CustomerId customer, ProductId product, std::int64_t quantity) {
    if (!products_.contains(product)) throw Refusal::invalid("product_id", "");
    Items items = carts_[customer];
    auto item = item_of(items, product);
    if (item == items.end()) {
        if (std::ssize(items) >= test::shop_settings().order_bounds.lines_max) throw Refusal(problems::cart_full, "");
        item = items.insert(items.end(), {product, 0});
    }
    item->quantity += quantity;
    require_few_enough(items);
    return require_countable(customer, items);
}

Cart Twin::set_in_cart(CustomerId customer, ProductId product, std::int64_t quantity) {
    Items items = carts_[customer];
    const auto item = item_of(items, product);
    if (item == items.end()) throw not_there();
    const bool is_more = quantity > item->quantity;
    item->quantity = quantity;
    if (is_more) require_few_enough(items);
    return require_countable(customer, items);
}

Cart Twin::remove_from_cart(CustomerId customer, ProductId product) {
    Items items = carts_[customer];
    const auto item = item_of(items, product);
    if (item == items.end()) throw not_there();
    items.erase(item);
    return require_countable(customer, items);
}

void Twin::clear_cart(CustomerId customer) { carts_.erase(customer); }

/// One line a product, at today's price.
std::vector<OrderLine> Twin::lines_of(const Items& items) const {
    std::vector<OrderLine> lines;
    std::int64_t units = 0;
    FieldErrors errors;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto product = products_.find(items[i].product_id);
        if (product == products_.end()) {
            errors["items." + std::to_string(i) + ".product_id"] = {""};
            continue;
        }
        auto line = std::find_if(lines.begin(), lines.end(),
                                 [&](const OrderLine& other) { return other.product_id == product->first; });
        if (line == lines.end()) {
            line = lines.insert(lines.end(), {.product_id = product->first,
                                              .sku = product->second.sku,
                                              .name = product->second.name,
                                              .unit_price = product->second.price});
        }
        line->quantity += items[i].quantity;
        if (line->quantity > test::shop_settings().order_bounds.line_units_max) {
            errors["items." + std::to_string(i) + ".quantity"] = {""};
        }
        units += items[i].quantity;
    }
    if (std::ssize(lines) > test::shop_settings().order_bounds.lines_max) errors["items"].emplace_back();
    if (units > test::shop_settings().order_bounds.units_max) errors["items"].emplace_back();
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
    return lines;
}

void Twin::require_in_stock(const std::vector<OrderLine>& lines) const {
    ProblemValue::List shortages;
    for (const OrderLine& line : lines) {
        const std::int64_t available = products_.at(*line.product_id).stock;
        if (line.quantity <= available) continue;
        shortages.push_back({ProblemValue::Object{
            {"product_id", {*line.product_id}}, {"requested", {line.quantity}}, {"available", {available}}}});
    }
    if (!shortages.empty()) throw Refusal(problems::insufficient_stock, "").with("shortages", {std::move(shortages)});
}

/// Takes an order with its lines into the books: stock, ledger, history.
Order Twin::book(const Caller& caller, Order order) {
    const auto total = sum_of(order.items);
    if (!total) throw Refusal::invalid("items", "");
    order.total = *total;
    require_in_stock(order.items);
    const Customer& buyer = customers_.at(*order.customer_id);
    order.customer_name = buyer.name;
    order.customer_email = buyer.email;
    order.customer_phone = buyer.phone;
    order.line_count = std::ssize(order.items);
    for (const OrderLine& line : order.items) order.item_count += line.quantity;
    order.id = ++last_order_;
    order.placed_at = now();
    order.currency = test::shop_settings().currency.code();
    for (const OrderLine& line : order.items) {
        write_ledger({.product_id = *line.product_id,
                      .change = -line.quantity,
                      .reason = MovementReason::sale,
                      .order_id = order.id,
                      .account_id = caller.account});
    }
    histories_[order.id] = {{.order_id = order.id, .at = now(), .account_id = caller.account}};
    return orders_[order.id] = order;
}

PlacedOrder Twin::idempotently(const Caller& caller, const std::optional<IdempotentRequest>& idempotent_request,
                               const std::function<Order()>& place) {
    if (!idempotent_request) return PlacedOrder{place(), {}, false};
    const IdempotencyKey key{caller.account, idempotent_request->key};
    if (const auto kept = responses_.find(key); kept != responses_.end()) {
        if (kept->second.request_hash != idempotent_request->request_hash)
            throw Refusal(problems::idempotency_key_reused, "");
        PlacedOrder replayed;
        replayed.id = kept->second.order_id;
        replayed.response = kept->second.response;
        replayed.is_replay = true;
        return replayed;
    }
    PlacedOrder placed{place(), {}, false};
    placed.response = idempotent_request->response(placed);
    responses_[key] = {key, idempotent_request->request_hash, placed.id, *placed.response, now()};
    return placed;
}

PlacedOrder Twin::place(const Caller& caller, const PlaceOrder& command,
                        const std::optional<IdempotentRequest>& idempotent_request) {
    const bool for_others = caller.may(Permission::orders_write, test::shop_settings().roles);
    if (for_others && !command.customer_id) throw Refusal::invalid("customer_id", "");
    if (!for_others && !caller.customer) throw Refusal(problems::forbidden, "");
    if (!for_others && command.customer_id && command.customer_id != caller.customer) {
        throw Refusal::invalid("customer_id", "");
    }
    const CustomerId buyer = for_others ? *command.customer_id : *caller.customer;
    return idempotently(caller, idempotent_request, [&] {
        if (!customers_.contains(buyer)) throw Refusal::invalid("customer_id", "");
        return book(caller, {.customer_id = buyer,
                             .items = lines_of(command.items),
                             .shipping_address = command.shipping_address,
                             .note = command.note});
    });
}

PlacedOrder Twin::checkout(const Caller& caller, const Checkout& command,
                           const std::optional<IdempotentRequest>& idempotent_request) {
    if (!caller.customer) throw Refusal(problems::forbidden, "");
    return idempotently(caller, idempotent_request, [&] {
        const Items items = carts_[*caller.customer];
        if (items.empty()) throw Refusal(problems::cart_empty, "");
        Order order{.customer_id = caller.customer,
                    .items = lines_of(items),
                    .shipping_address = command.shipping_address,
                    .note = command.note};
        const auto total = sum_of(order.items);
        if (!total) throw Refusal::invalid("items", "");
        if (command.expected_total && *command.expected_total != *total) throw Refusal(problems::price_changed, "");
        const Order booked = book(caller, order);
        carts_.erase(*caller.customer);
        return booked;
    });
}

Order Twin::find_order(const Caller& caller, OrderId id) const {
    if (!orders_.contains(id)) throw not_there();
    require_own(caller, orders_.at(id), Permission::orders_read_all);
    return orders_.at(id);
}

OrderTracking Twin::track(const Caller& caller, OrderId id) const {
    const Order order = find_order(caller, id);
    return {.order_id = id,
            .status = order.status,
            .carrier = order.carrier,
            .tracking_number = order.tracking_number,
            .history = histories_.at(id)};
}

ListPage<Order> Twin::list_orders(const OrderQuery& query) {
    std::vector<Row<Order>> rows;
    for (const auto& [id, order] : orders_) {
        const bool asked_for = (!query.status || order.status == *query.status) &&
                               (!query.customer_id || order.customer_id == query.customer_id) &&
                               (!query.from || order.placed_at >= *query.from) &&
                               (!query.to || order.placed_at < *query.to);
        if (!asked_for) continue;
        Order brief = order;
        if (brief.items.size() > listed_lines_max) brief.items.resize(listed_lines_max);
        rows.emplace_back(SortKey{{}, order.placed_at.time_since_epoch().count(), id}, brief);
    }
    return page_of(std::move(rows), query, true);
}

Order Twin::transition_order(const Caller& caller, OrderId id, const TransitionOrder& command,
                             const ExpectedVersion& expected) {
    FieldErrors errors;
    if (!command.status && !command.carrier && !command.tracking_number) errors["status"] = {""};
    if (command.status && !is_on_its_way(*command.status)) {
        if (command.carrier) errors["carrier"] = {""};
        if (command.tracking_number) errors["tracking_number"] = {""};
    }
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
    if (!orders_.contains(id)) throw not_there();
    expected.require(orders_.at(id).version);
    return step(caller, orders_.at(id), command);
}

Order Twin::cancel_order(const Caller& caller, OrderId id, const CancelOrder& command,
                         const ExpectedVersion& expected) {
    if (!orders_.contains(id)) throw not_there();
    require_own(caller, orders_.at(id), Permission::orders_write);
    expected.require(orders_.at(id).version);
    return step(caller, orders_.at(id), {.status = OrderStatus::cancelled, .note = command.reason});
}

Order Twin::step(const Caller& caller, const Order& order, const TransitionOrder& command) {
    static const std::set<std::pair<OrderStatus, OrderStatus>> ways = {
        {OrderStatus::pending, OrderStatus::processing},   {OrderStatus::pending, OrderStatus::cancelled},
        {OrderStatus::processing, OrderStatus::cancelled}, {OrderStatus::processing, OrderStatus::shipped},
        {OrderStatus::shipped, OrderStatus::delivered},    {OrderStatus::delivered, OrderStatus::returned}};
    const OrderStatus status = command.status.value_or(order.status);
    if (command.status && !ways.contains({order.status, status})) throw Refusal(problems::illegal_transition, "");
    if (!command.status && order.status != OrderStatus::shipped) throw Refusal(problems::not_in_transit, "");
    if (!command.status && order.version >= corrections_until_version) throw Refusal(problems::conflict, "");
    Order after = order;
    after.status = status;
    if (command.carrier) after.carrier = command.carrier;
    if (command.tracking_number) after.tracking_number = command.tracking_number;
    const auto news = [](const auto& before, const auto& now) { return before == now ? std::nullopt : now; };
    const OrderEvent event{.order_id = order.id,
                           .status = status,
                           .at = now(),
                           .note = command.note,
                           .carrier = news(order.carrier, after.carrier),
                           .tracking_number = news(order.tracking_number, after.tracking_number),
                           .account_id = caller.account};
    if (!command.status && !event.note && !event.carrier && !event.tracking_number) return order;
    ++after.version;
    histories_.at(order.id).push_back(event);
    if (status == OrderStatus::cancelled || status == OrderStatus::returned) {
        restock(after, caller.account);
    }
    return orders_.at(order.id) = after;
}

/// Product by product in the order of their ids, as far as they are still in the shop.
void Twin::restock(const Order& order, AccountId by) {
    std::map<ProductId, std::int64_t> units;
    for (const OrderLine& line : order.items) units[*line.product_id] += line.quantity;
    for (const auto& [product, quantity] : units) {
        if (!products_.contains(product)) continue;
        write_ledger(
            {.product_id = product,
             .change = quantity,
             .reason = order.status == OrderStatus::returned ? MovementReason::returned : MovementReason::cancellation,
             .order_id = order.id,
             .account_id = by});
    }
}

}  // namespace till::simulation
