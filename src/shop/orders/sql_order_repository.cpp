#include "shop/orders/sql_order_repository.h"

#include <algorithm>
#include <map>

#include "platform/database/mapping.h"
#include "shop/kernel/listing.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"
#include "shop/orders/order_mapping.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Query;
using database::SqlSession;
using database::Transaction;

/// Newest first.
Listing listing_of(const OrderQuery& query) {
    Listing listing{.from_where = Query("FROM orders WHERE 1 = 1"), .order = {{"placed_at", true}, {"id", true}}};
    if (query.customer_id) listing.same.emplace_back("customer_id", database::cell_of(*query.customer_id));
    if (query.status && query.customer_id) {
        listing.test = Query("status = :status", *query.status);
        listing.rows_max = 3'000;
    } else if (query.status) {
        listing.same.emplace_back("status", database::cell_of(*query.status));
    }
    if (query.from) listing.range.add(" AND placed_at >= :from_time", *query.from);
    // Behind a position all were placed before.
    if (query.to && !query.after) listing.range.add(" AND placed_at < :to_time", *query.to);
    if (!query.customer_id && !query.from && !query.to) {
        listing.counted = CountedList{"orders", query.status ? std::string(name_of(*query.status)) : ""};
    }
    return listing;
}

/// Which lines of an order, as a select_among() of them ends.
constexpr std::string_view all_lines = "ORDER BY order_id, line";
constexpr std::string_view first_lines = "AND line <= 10 ORDER BY order_id, line";
static_assert(listed_lines_max == 10);

void read_lines(SqlSession& session, std::vector<Order>& orders, std::string_view which) {
    std::map<OrderId, Order*> by_id;
    std::vector<OrderId> ids;
    for (Order& order : orders) {
        by_id[order.id] = &order;
        ids.push_back(order.id);
    }
    for (OrderLine& line : session.select_among(order_line_mapping(), "order_id", ids, which)) {
        by_id.at(line.order_id)->items.push_back(std::move(line));
    }
}

/// Customers who are removed leave their orders without a customer.
void depend_on(SqlSession& session, const Order& order) {
    session.depends_on(tag(Topic::order, order.id));
    if (order.customer_id) session.depends_on(tag(Topic::customer, *order.customer_id));
}

void invalidate(Transaction& transaction, OrderId id, std::optional<CustomerId> customer) {
    transaction.invalidate(tag(Topic::order, id));
    transaction.invalidate(tag(Topic::orders));
    if (customer) transaction.invalidate(tag(Topic::orders_of, *customer));
}

ListPage<Order> read_orders(SqlSession& session, const OrderQuery& query, std::string_view lines) {
    session.depends_on(query.customer_id ? tag(Topic::orders_of, *query.customer_id) : tag(Topic::orders));
    const ListPage<OrderId> ids = read_page(session, listing_of(query), query);
    ListPage<Order> page = in_order(ids, session.select_among(order_mapping(), "id", std::span(ids.items)));
    for (const Order& order : page.items) depend_on(session, order);
    read_lines(session, page.items, lines);
    return page;
}

/// As they are written into `orders`: without their lines, which are counted.
std::vector<Order> heads_of(std::span<const Order> orders) {
    std::vector<Order> heads(orders.begin(), orders.end());
    for (Order& head : heads) {
        head.count_lines();
        head.items.clear();
    }
    return heads;
}

}  // namespace

std::optional<Order> SqlOrderRepository::find(SqlSession& session, OrderId id) {
    session.depends_on(tag(Topic::order, id));
    auto order = session.find_with_parts(order_mapping(), order_line_mapping(), &Order::items,
                                         "order_lines.order_id = orders.id", id);
    if (!order) return order;
    std::ranges::sort(order->items, {}, &OrderLine::line);
    depend_on(session, *order);
    return order;
}

ListPage<Order> SqlOrderRepository::list(SqlSession& session, const OrderQuery& query) {
    return read_orders(session, query, all_lines);
}

ListPage<Order> SqlOrderRepository::list_briefly(SqlSession& session, const OrderQuery& query) {
    return read_orders(session, query, first_lines);
}

std::vector<OrderEvent> SqlOrderRepository::history(SqlSession& session, OrderId id) {
    session.depends_on(tag(Topic::order, id));
    return session.select(order_event_mapping(), "WHERE order_id = :id ORDER BY position", id);
}

std::vector<OrderId> SqlOrderRepository::add(Transaction& transaction, std::span<const Order> orders) {
    std::vector<OrderId> ids = transaction.insert(order_mapping(), std::span<const Order>(heads_of(orders)));
    std::vector<OrderLine> lines;
    ListChanges changes("orders");
    for (std::size_t i = 0; i < orders.size(); ++i) {
        changes.add(1, std::string(name_of(orders[i].status)));
        if (orders[i].customer_id) transaction.invalidate(tag(Topic::orders_of, *orders[i].customer_id));
        std::int64_t number = 0;
        for (OrderLine line : orders[i].items) {
            line.order_id = ids[i];
            line.line = ++number;
            lines.push_back(std::move(line));
        }
    }
    transaction.insert(order_line_mapping(), std::span<const OrderLine>(lines));
    changes.write(transaction);
    invalidate_each(transaction, Topic::order, ids);
    transaction.invalidate(tag(Topic::orders));
    return ids;
}

bool SqlOrderRepository::update(Transaction& transaction, const Order& order) {
    const auto before = transaction.value<std::string>(
        "SELECT status FROM orders WHERE id = :id AND version = :version", order.id, order.version);
    Order next = order;
    next.version += 1;
    const std::int64_t updated =
        transaction.update(order_mapping(), next, "AND version = :read_version", order.version);
    invalidate(transaction, order.id, order.customer_id);
    if (updated == 0) return false;
    ListChanges changes("orders");
    changes.add(-1, before);
    changes.add(1, std::string(name_of(order.status)));
    changes.write(transaction);
    return true;
}

void SqlOrderRepository::record(Transaction& transaction, std::span<const OrderEvent> events) {
    transaction.insert(order_event_mapping(), events);
    for (const OrderEvent& event : events) transaction.invalidate(tag(Topic::order, event.order_id));
}

void SqlOrderRepository::append(Transaction& transaction, const OrderEvent& event) {
    OrderEvent last = event;
    last.position =
        transaction
            .value<std::int64_t>("SELECT COALESCE(MAX(position), 0) + 1 FROM order_events WHERE order_id = :id",
                                 event.order_id)
            .value_or(1);
    record(transaction, {&last, 1});
}

void SqlOrderRepository::forget_customer(Transaction& transaction, CustomerId customer) {
    std::vector<std::vector<Cell>> ids;
    for (const auto& [id] : transaction.rows<OrderId>("SELECT id FROM orders WHERE customer_id = :id", customer)) {
        ids.push_back({cell_of(id)});
        invalidate(transaction, id, customer);
    }
    transaction.run_each(
        "UPDATE orders SET customer_name = NULL, customer_email = NULL, customer_phone = NULL, "
        "shipping_address = NULL, note = NULL, version = version + 1 WHERE id = :id",
        ids);
    transaction.run_each("UPDATE order_events SET note = NULL WHERE order_id = :id", ids);
    transaction.run_each("DELETE FROM idempotency_keys WHERE order_id = :id", ids);
}

}  // namespace till
