#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;

class OrderTable : public test::OnMigratedDatabase {
 public:
    Order order_of(std::optional<CustomerId> customer, std::string_view placed_at = "2026-11-21T08:30:00Z") {
        Order order{
            .customer_id = customer, .placed_at = test::at(placed_at), .currency = "USD", .total = test::money("5.00")};
        order.items.push_back({.line = 1,
                               .product_id = lamp,
                               .sku = "L-1",
                               .name = "Lamp",
                               .unit_price = test::money("2.50"),
                               .quantity = 2});
        return order;
    }
    std::vector<OrderId> add(const std::vector<Order>& several) {
        return write([&](Transaction& transaction) { return orders.add(transaction, several); });
    }
    OrderId add(const Order& order) { return add(std::vector{order}).front(); }
    std::optional<Order> find(OrderId id) {
        return read([&](SqlSession& session) { return orders.find(session, id); });
    }
    ListPage<Order> list_briefly(const OrderQuery& query) {
        return read([&](SqlSession& session) { return orders.list_briefly(session, query); });
    }
    ListPage<Order> list(const OrderQuery& query) {
        return read([&](SqlSession& session) { return orders.list(session, query); });
    }
    std::vector<OrderId> ids(const OrderQuery& query) {
        std::vector<OrderId> ids;
        for (const Order& order : list(query).items) ids.push_back(order.id);
        return ids;
    }

    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    const ProductId lamp = add_product(test::product("Lamp"));
};

TEST_P(OrderTable, GivesBackAnOrderAsItWasPlaced) {
    Order placed = order_of(ada, "2026-11-21T08:30:00.123Z");
    placed.number = "536365";
    placed.customer_name = "Ada Lovelace";
    placed.customer_email = "ada@example.com";
    placed.customer_phone = "+44 20 7946 0000";
    placed.status = OrderStatus::shipped;
    placed.total = test::money("1000000000000.00");
    placed.shipping_address = "12 High Street\n\u00c5bo \U0001F3E0";
    placed.note = "";
    placed.carrier = "Post";
    placed.tracking_number = "T1";
    placed.version = 4;
    placed.items.push_back(
        {.line = 2, .product_id = {}, .sku = {}, .name = "Gone", .unit_price = Money(), .quantity = 1});
    const OrderId id = add(placed);

    const auto found = find(id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->number, "536365");
    EXPECT_EQ(found->customer_id, ada);
    EXPECT_EQ(found->customer_name, "Ada Lovelace");
    EXPECT_EQ(found->customer_email, "ada@example.com");
    EXPECT_EQ(found->customer_phone, "+44 20 7946 0000");
    EXPECT_EQ(found->line_count, 2);
    EXPECT_EQ(found->item_count, 3);
    EXPECT_EQ(found->status, OrderStatus::shipped);
    EXPECT_EQ(found->placed_at, placed.placed_at);
    EXPECT_EQ(found->currency, "USD");
    EXPECT_EQ(found->total, placed.total);
    EXPECT_EQ(found->shipping_address, placed.shipping_address);
    EXPECT_EQ(found->note, "");
    EXPECT_EQ(found->carrier, "Post");
    EXPECT_EQ(found->tracking_number, "T1");
    EXPECT_EQ(found->version, 4);
    ASSERT_EQ(found->items.size(), 2U);
    EXPECT_EQ(found->items[0].order_id, id);
    EXPECT_EQ(found->items[0].product_id, lamp);
    EXPECT_EQ(found->items[0].sku, "L-1");
    EXPECT_EQ(found->items[0].unit_price, test::money("2.50"));
    EXPECT_EQ(found->items[0].quantity, 2);
    EXPECT_EQ(found->items[1].name, "Gone");
    EXPECT_EQ(found->items[1].product_id, std::nullopt);
    EXPECT_EQ(found->items[1].sku, std::nullopt);
    EXPECT_FALSE(find(404));
}

TEST_P(OrderTable, KeepsWhatIsMissingMissing) {
    const auto found = find(add(order_of({})));
    EXPECT_EQ(found->number, std::nullopt);
    EXPECT_EQ(found->customer_id, std::nullopt);
    EXPECT_EQ(found->shipping_address, std::nullopt);
    EXPECT_EQ(found->note, std::nullopt);
    EXPECT_EQ(found->carrier, std::nullopt);
    EXPECT_EQ(found->tracking_number, std::nullopt);
}

TEST_P(OrderTable, AddsManyAndKeepsTheirLinesApart) {
    std::vector<Order> many;
    for (int i = 0; i < 70; ++i) {
        Order order = order_of(ada);
        order.note = std::to_string(i);
        for (int n = 0; n < i % 5; ++n) {
            order.items.push_back({.name = "Extra " + std::to_string(n), .unit_price = Money(), .quantity = i + 1});
        }
        many.push_back(std::move(order));
    }
    const std::vector<OrderId> added = add(many);
    ASSERT_EQ(added.size(), many.size());
    for (std::size_t i = 0; i < many.size(); ++i) {
        const auto found = find(added[i]);
        EXPECT_EQ(found->note, std::to_string(i));
        ASSERT_EQ(found->items.size(), many[i].items.size());
        EXPECT_EQ(found->items.front().name, "Lamp");
        for (std::size_t n = 1; n < found->items.size(); ++n) {
            EXPECT_EQ(found->items[n].line, static_cast<std::int64_t>(n) + 1);
            EXPECT_EQ(found->items[n].name, "Extra " + std::to_string(n - 1));
            EXPECT_EQ(found->items[n].quantity, static_cast<std::int64_t>(i) + 1);
        }
    }
}

TEST_P(OrderTable, HoldsAsManyLinesAsAnOrderMayHave) {
    Order large = order_of(ada);
    while (std::ssize(large.items) < imported_lines_max) large.items.push_back(large.items.front());
    const auto found = find(add(large));
    ASSERT_EQ(std::ssize(found->items), imported_lines_max);
    EXPECT_EQ(found->items.back().line, imported_lines_max);
    EXPECT_EQ(found->line_count, imported_lines_max);
    EXPECT_EQ(found->item_count, 2 * imported_lines_max);
}

TEST_P(OrderTable, IsListedBrieflyWithTheFirstLinesOfEachOrder) {
    Order large = order_of(ada, "2026-11-22");
    for (std::int64_t n = 2; n <= listed_lines_max + 3; ++n) {
        large.items.push_back({.name = "Line " + std::to_string(n), .unit_price = Money(), .quantity = n});
    }
    add({order_of(bob), large});
    const std::vector<Order> listed = list_briefly({}).items;
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(std::ssize(listed[0].items), listed_lines_max);
    EXPECT_EQ(listed[0].items.back().name, "Line 10");
    EXPECT_TRUE(listed[0].has_more_lines());
    EXPECT_EQ(listed[0].line_count, 13);
    EXPECT_EQ(listed[0].item_count, 92);
    EXPECT_FALSE(listed[1].has_more_lines());
    EXPECT_EQ(listed[1].line_count, 1);
    EXPECT_EQ(list({}).items[0].items.size(), 13U);
}

TEST_P(OrderTable, ListsNewestFirstWithLines) {
    const std::vector<OrderId> added = add({order_of(ada, "2026-01-02"), order_of(bob, "2026-01-03"),
                                            order_of(ada, "2026-01-01"), order_of(ada, "2026-01-02")});
    EXPECT_THAT(ids({}), ElementsAre(added[1], added[3], added[0], added[2])) << "of one time, the later one first";
    for (const Order& order : list({}).items) EXPECT_EQ(order.items.size(), 1U);
}

TEST_P(OrderTable, ListsPageByPage) {
    std::vector<Order> five(5, order_of(ada));
    const std::vector<OrderId> added = add(five);
    OrderQuery query;
    query.per_page = 2;
    query.page = 2;
    const ListPage<Order> page = list(query);
    EXPECT_EQ(page.total, 5);
    EXPECT_EQ(page.pages(), 3);
    EXPECT_THAT(ids(query), ElementsAre(added[2], added[1]));
    query.page = 4;
    EXPECT_THAT(ids(query), IsEmpty());
    EXPECT_EQ(list(query).total, 5);
}

TEST_P(OrderTable, ListsOnlyWhatIsAskedFor) {
    std::vector<Order> several{order_of(ada, "2026-01-01T00:00:00Z"), order_of(bob, "2026-01-02T00:00:00Z"),
                               order_of(ada, "2026-01-03T00:00:00Z")};
    several[1].status = several[2].status = OrderStatus::shipped;
    const std::vector<OrderId> added = add(several);
    OrderQuery query;
    query.status = OrderStatus::shipped;
    EXPECT_THAT(ids(query), ElementsAre(added[2], added[1]));
    query.customer_id = ada;
    EXPECT_THAT(ids(query), ElementsAre(added[2]));
    query.status.reset();
    EXPECT_THAT(ids(query), ElementsAre(added[2], added[0]));
    EXPECT_EQ(list(query).total, 2);
    query.customer_id = 404;
    EXPECT_THAT(ids(query), IsEmpty());
    query.customer_id.reset();
    query.from = test::at("2026-01-02T00:00:00Z");
    EXPECT_THAT(ids(query), ElementsAre(added[2], added[1])) << "from is within";
    query.to = test::at("2026-01-03T00:00:00Z");
    EXPECT_THAT(ids(query), ElementsAre(added[1])) << "to is not";
}

TEST_P(OrderTable, HasEachNumberOnce) {
    Order imported = order_of(ada);
    imported.number = "A-1";
    add(imported);
    imported.number = "a-1";
    EXPECT_NO_THROW(add(imported));
    EXPECT_NO_THROW(add({order_of(ada), order_of(ada)})) << "none is no number";
    imported.number = "A-1";
    EXPECT_THROW(add(imported), database::UniqueViolation);
}

TEST_P(OrderTable, WritesHistories) {
    const OrderId id = add(order_of(ada));
    const std::vector<OrderEvent> events{
        {.order_id = id, .position = 1, .status = OrderStatus::pending, .at = test::at("2026-01-01"), .account_id = 31},
        {.order_id = id,
         .position = 2,
         .status = OrderStatus::shipped,
         .at = test::at("2026-01-02"),
         .note = "by post"}};
    write([&](Transaction& transaction) { orders.record(transaction, events); });
    const auto rows = read([&](SqlSession& session) {
        return session.rows<std::string, std::int64_t, std::optional<std::string>, std::optional<std::int64_t>>(
            "SELECT status, changed_at, note, account_id FROM order_events WHERE order_id = :id ORDER BY position", id);
    });
    const auto milliseconds = [](std::string_view time) { return test::at(time).time_since_epoch().count(); };
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0], std::tuple("pending", milliseconds("2026-01-01"), std::nullopt, 31));
    EXPECT_EQ(rows[1], std::tuple("shipped", milliseconds("2026-01-02"), "by post", std::nullopt));
    EXPECT_THROW(write([&](Transaction& transaction) {
                     orders.record(transaction, {events.data(), 1});
                 }),
                 database::Error)
        << "each position once";
}

TEST_P(OrderTable, KeepsItsLinesWhenAProductGoes) {
    const OrderId id = add(order_of(ada));
    write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, lamp).value()); });
    const auto found = find(id);
    ASSERT_EQ(found->items.size(), 1U);
    EXPECT_EQ(found->items[0].name, "Lamp");
    EXPECT_EQ(found->items[0].sku, "L-1");
    EXPECT_EQ(found->total, test::money("5.00"));
}

TEST_P(OrderTable, KeepsOrdersWhenACustomerGoes) {
    const OrderId id = add(order_of(ada));
    write([&](Transaction& transaction) { transaction.execute("DELETE FROM customers WHERE id = :id", ada); });
    EXPECT_EQ(find(id)->customer_id, std::nullopt);
    EXPECT_EQ(find(id)->items.size(), 1U);
}

TEST_P(OrderTable, BelongsToNoCustomerWhoIsNotThere) {
    EXPECT_THROW(add(order_of(404)), database::ReferenceViolation);
    EXPECT_EQ(count("orders"), 0);
    EXPECT_EQ(count("order_lines"), 0);
}

TILL_ON_BOTH_DATABASES(OrderTable);

}  // namespace
}  // namespace till
