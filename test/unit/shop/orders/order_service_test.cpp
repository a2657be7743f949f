#include "shop/orders/order_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::Pair;
using testing::Return;

class TheOrderDesk : public testing::Test {
 public:
    TheOrderDesk() {
        ON_CALL(repositories.products, offers)
            .WillByDefault(Return(std::vector<Offer>{test::offer(1, "Lamp", "2.50")}));
        ON_CALL(repositories.orders, add).WillByDefault(test::copy_and_number(added, {500}));
    }

    static PlaceOrder one_lamp(std::optional<CustomerId> customer = {}) {
        return {.items = {{1, 1}}, .shipping_address = "here", .note = "soon", .customer_id = customer};
    }

    std::vector<Order> added;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ShopSettings settings;
    OrderService orders{database,
                        {repositories.orders, repositories.products, repositories.stock, repositories.carts,
                         repositories.customers, repositories.keys},
                        clock,
                        settings};
};

TEST_F(TheOrderDesk, LetsACustomerOrderForHimself) {
    EXPECT_EQ(orders.place(test::shopper(7), one_lamp()).customer_id, 7);
    EXPECT_EQ(orders.place(test::shopper(7), one_lamp(7)).customer_id, 7);
    EXPECT_EQ(added[0].shipping_address, "here");
    EXPECT_EQ(added[0].note, "soon");
}

TEST_F(TheOrderDesk, DoesNotLetACustomerOrderForAnother) {
    EXPECT_CALL(repositories.orders, add).Times(0);
    EXPECT_THAT(test::errors_of([&] { orders.place(test::shopper(7), one_lamp(8)); }),
                ElementsAre(Pair("customer_id", ElementsAre("must be the caller's own customer"))));
}

TEST_F(TheOrderDesk, AsksAnAdminForWhom) {
    EXPECT_THAT(test::errors_of([&] { orders.place(test::admin(), one_lamp()); }),
                ElementsAre(Pair("customer_id", ElementsAre("is missing: give the customer who orders"))));
    EXPECT_CALL(repositories.customers, find_all(_, test::Holds(ElementsAre(7)))).Times(1);
    EXPECT_EQ(orders.place(test::admin(), one_lamp(7)).customer_id, 7);
}

TEST_F(TheOrderDesk, NeedsACustomerBehindTheAccount) {
    const Caller stray{.account = 5, .role = Role::customer, .customer = std::nullopt};
    EXPECT_EQ(test::code_of([&] { orders.place(stray, one_lamp()); }), "forbidden");
    EXPECT_EQ(test::code_of([&] { orders.checkout(stray, {}); }), "forbidden");
    EXPECT_EQ(test::code_of([&] { static_cast<void>(orders.list_own(stray, {})); }), "forbidden");
}

TEST_F(TheOrderDesk, ChecksOutTheCallersCart) {
    EXPECT_CALL(repositories.carts, items(_, test::Holds(ElementsAre(7))))
        .WillOnce(Return(std::vector<CartItem>{{.customer_id = 7, .product_id = 1, .quantity = 4}}));
    EXPECT_CALL(repositories.carts, clear(_, test::Holds(ElementsAre(7))));
    const Order order = orders.checkout(test::shopper(7),
                                        {.shipping_address = "there", .note = {}, .expected_total = test::money("10")});
    EXPECT_EQ(order.total, test::money("10.00"));
    EXPECT_EQ(order.shipping_address, "there");
}

TEST_F(TheOrderDesk, ShowsAnOrderToItsCustomerAndToAdmins) {
    Order order{.id = 5, .customer_id = 7, .placed_at = clock.time, .currency = "USD"};
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(order));
    EXPECT_EQ(orders.find(test::shopper(7), 5).id, 5);
    EXPECT_EQ(orders.find(test::admin(), 5).id, 5);
}

TEST_F(TheOrderDesk, HidesAnOrderFromOthersAsIfItDidNotExist) {
    Order order{.id = 5, .customer_id = 7, .placed_at = clock.time, .currency = "USD"};
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(order));
    const Refusal hidden = test::refusal_of([&] { static_cast<void>(orders.find(test::shopper(8), 5)); });
    EXPECT_EQ(hidden.problem().code, "not-found");
    EXPECT_EQ(hidden.detail(), "There is no order 5.");
    EXPECT_EQ(test::code_of([&] { static_cast<void>(orders.find(test::admin(), 6)); }), "not-found");
}

TEST_F(TheOrderDesk, DoesNotTakeNoCustomerForNoCustomer) {
    Order of_nobody{.id = 5, .customer_id = {}, .placed_at = clock.time, .currency = "USD"};
    EXPECT_CALL(repositories.orders, find(_, 5)).WillRepeatedly(Return(of_nobody));
    const Caller stray{.account = 5, .role = Role::customer, .customer = std::nullopt};
    EXPECT_EQ(test::code_of([&] { static_cast<void>(orders.find(stray, 5)); }), "not-found");
    EXPECT_EQ(orders.find(test::admin(), 5).id, 5);
}

TEST_F(TheOrderDesk, ListsACustomersOwnOrders) {
    ListPage<Order> page;
    page.total = 3;
    EXPECT_CALL(repositories.orders,
                list_briefly(_, AllOf(Field(&OrderQuery::customer_id, 7), Field(&OrderQuery::page, 2),
                                      Field(&OrderQuery::per_page, 5))))
        .WillOnce(Return(page));
    EXPECT_EQ(orders.list_own(test::shopper(7), {.page = 2, .per_page = 5}).total, 3);
    EXPECT_EQ(database.writes, 0);
}

/// The shop with two more roles: one reads all orders, the other changes them.
class TheOrderDeskWithStaff : public TheOrderDesk {
 public:
    TheOrderDeskWithStaff() {
        settings.roles.define("reader", only(Permission::orders_read_all));
        settings.roles.define("writer", only(Permission::orders_write));
        Order order{.id = 5, .customer_id = 7, .placed_at = clock.time, .currency = "USD"};
        ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(order));
        ON_CALL(repositories.orders, update).WillByDefault(Return(true));
    }

    static Permissions only(Permission permission) {
        Permissions permissions;
        permissions.set(static_cast<std::size_t>(permission));
        return permissions;
    }

    const Caller reader{.account = 8, .role = Role("reader"), .customer = 9};
    const Caller writer{.account = 9, .role = Role("writer"), .customer = std::nullopt};
};

TEST_F(TheOrderDeskWithStaff, LetsThemSeeAndCancelAsTheyMay) {
    EXPECT_EQ(orders.find(reader, 5).id, 5);
    EXPECT_EQ(orders.track(reader, 5).order_id, 5);
    EXPECT_EQ(test::code_of([&] { orders.cancel(reader, 5, {}, {}); }), "not-found");
    EXPECT_EQ(test::code_of([&] { static_cast<void>(orders.find(writer, 5)); }), "not-found");
    EXPECT_EQ(orders.cancel(writer, 5, {}, {}).status, OrderStatus::cancelled);
}

TEST_F(TheOrderDeskWithStaff, AsksOnlyWhoMayChangeOrdersForWhom) {
    EXPECT_EQ(orders.place(reader, one_lamp()).customer_id, 9);
    EXPECT_THAT(test::errors_of([&] { orders.place(reader, one_lamp(7)); }),
                ElementsAre(Pair("customer_id", ElementsAre("must be the caller's own customer"))));
    EXPECT_THAT(test::errors_of([&] { orders.place(writer, one_lamp()); }),
                ElementsAre(Pair("customer_id", ElementsAre("is missing: give the customer who orders"))));
    EXPECT_EQ(orders.place(writer, one_lamp(7)).customer_id, 7);
}

}  // namespace
}  // namespace till
