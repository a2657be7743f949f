#include "shop/orders/order_placement.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::Field;
using testing::InSequence;
using testing::Pair;
using testing::Return;
using testing::SizeIs;

ProblemValue shortage(ProductId product, std::int64_t requested, std::int64_t available) {
    return {ProblemValue::Object{{"product_id", {product}}, {"requested", {requested}}, {"available", {available}}}};
}

class PlacingAnOrder : public testing::Test {
 public:
    PlacingAnOrder() {
        ON_CALL(repositories.products, offers)
            .WillByDefault(Return(std::vector<Offer>{test::offer(1, "Lamp", "2.50"), test::offer(2, "Mug", "4.00")}));
        ON_CALL(repositories.orders, add).WillByDefault(test::copy_and_number(added, {500}));
        ON_CALL(repositories.orders, record).WillByDefault(test::copy_into(events));
        ON_CALL(repositories.stock, record).WillByDefault(test::copy_and_number(movements, {}));
    }

    void expect_nothing_written() {
        EXPECT_CALL(repositories.orders, add).Times(0);
        EXPECT_CALL(repositories.orders, record).Times(0);
        EXPECT_CALL(repositories.stock, record).Times(0);
    }
    void fill_cart() {
        ON_CALL(repositories.carts, items(_, test::Holds(ElementsAre(7))))
            .WillByDefault(
                Return(std::vector<CartItem>{{.customer_id = 7, .product_id = 2, .quantity = 1, .position = 1},
                                             {.customer_id = 7, .product_id = 1, .quantity = 2, .position = 2}}));
    }

    std::vector<Order> added;
    std::vector<OrderEvent> events;
    std::vector<StockMovement> movements;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    OrderPlacement placement{database,
                             {repositories.orders, repositories.products, repositories.stock, repositories.carts,
                              repositories.customers, repositories.keys},
                             clock,
                             test::shop_settings()};
};

TEST_F(PlacingAnOrder, WritesTheOrderItsLinesItsLedgerAndItsHistory) {
    const Order order = placement.place({.customer = 7,
                                         .account = 31,
                                         .items = {{1, 2}, {2, 1}, {1, 1}},
                                         .shipping_address = "12 High Street",
                                         .note = "ring twice"});
    EXPECT_EQ(order.id, 500);
    EXPECT_EQ(order.customer_id, 7);
    EXPECT_EQ(order.status, OrderStatus::pending);
    EXPECT_EQ(order.placed_at, clock.time);
    EXPECT_EQ(order.currency, "USD");
    EXPECT_EQ(order.total, test::money("11.50"));
    EXPECT_EQ(order.shipping_address, "12 High Street");
    EXPECT_EQ(order.note, "ring twice");
    EXPECT_EQ(order.number, std::nullopt);
    ASSERT_EQ(order.items.size(), 2U);
    EXPECT_EQ(order.items[0].quantity, 3);

    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].total, order.total);
    EXPECT_EQ(added[0].items.size(), 2U);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].order_id, 500);
    EXPECT_EQ(events[0].position, 1);
    EXPECT_EQ(events[0].status, OrderStatus::pending);
    EXPECT_EQ(events[0].account_id, 31);
    ASSERT_EQ(movements.size(), 2U);
    EXPECT_EQ(movements[0].product_id, 1);
    EXPECT_EQ(movements[0].change, -3);
    EXPECT_EQ(movements[0].reason, MovementReason::sale);
    EXPECT_EQ(movements[0].order_id, 500);
    EXPECT_EQ(movements[0].account_id, 31);
    EXPECT_EQ(movements[1].change, -1);
}

TEST_F(PlacingAnOrder, TakesStockBeforeItWrites) {
    const InSequence in_order;
    EXPECT_CALL(repositories.stock, change(_, ElementsAre(Pair(1, -2), Pair(2, -1))))
        .WillOnce(Return(std::vector<ProductId>{}));
    EXPECT_CALL(repositories.orders, add);
    EXPECT_CALL(repositories.stock, record);
    EXPECT_CALL(repositories.orders, record);
    placement.place({.customer = 7, .account = 31, .items = {{2, 1}, {1, 2}}});
}

TEST_F(PlacingAnOrder, RefusesWhatIsShortAndSaysHowMuchThereIs) {
    expect_nothing_written();
    EXPECT_CALL(repositories.stock, change).WillOnce(Return(std::vector<ProductId>{1, 2}));
    EXPECT_CALL(repositories.stock, on_hand(_, test::Holds(ElementsAre(1, 2))))
        .WillOnce(Return(Quantities{{1, 3}, {2, 0}}));
    const Refusal refusal = test::refusal_of([&] {
        placement.place({.customer = 7, .account = 31, .items = {{2, 1}, {1, 3}, {1, 1}}});
    });
    EXPECT_EQ(refusal.problem().code, "insufficient-stock");
    EXPECT_THAT(refusal.members(),
                ElementsAre(ProblemMember{"shortages", {ProblemValue::List{shortage(2, 1, 0), shortage(1, 4, 3)}}}));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(PlacingAnOrder, NamesOnlyWhatIsShort) {
    EXPECT_CALL(repositories.stock, change).WillOnce(Return(std::vector<ProductId>{2}));
    EXPECT_CALL(repositories.stock, on_hand(_, test::Holds(ElementsAre(2)))).WillOnce(Return(Quantities{{2, 1}}));
    const Refusal refusal = test::refusal_of([&] {
        placement.place({.customer = 7, .account = 31, .items = {{1, 1}, {2, 5}}});
    });
    EXPECT_THAT(refusal.members(), ElementsAre(ProblemMember{"shortages", {ProblemValue::List{shortage(2, 5, 1)}}}));
}

TEST_F(PlacingAnOrder, RefusesUnknownProductsBeforeItTakesStock) {
    expect_nothing_written();
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_THAT(test::errors_of([&] {
                    placement.place({.customer = 7, .account = 31, .items = {{1, 1}, {404, 1}}});
                }),
                ElementsAre(Pair("items.1.product_id", ElementsAre("is not a product"))));
}

TEST_F(PlacingAnOrder, RefusesATotalThatIsTooLarge) {
    expect_nothing_written();
    Offer palace = test::offer(1, "Palace", "1.00");
    palace.price = Money::from_minor(std::numeric_limits<std::int64_t>::max() / 2);
    ON_CALL(repositories.products, offers).WillByDefault(Return(std::vector<Offer>{palace}));
    EXPECT_THAT(test::errors_of([&] {
                    placement.place({.customer = 7, .account = 31, .items = {{1, 3}}});
                }),
                ElementsAre(Pair("items", testing::_)));
}

TEST_F(PlacingAnOrder, LooksUpTheCustomerThatAnAdminNames) {
    EXPECT_CALL(repositories.customers, find_all(_, test::Holds(ElementsAre(7))))
        .WillOnce(Return(std::vector<Customer>{test::customer("ada@example.com", 7)}))
        .WillOnce(Return(std::vector<Customer>{}));
    EXPECT_NO_THROW(placement.place({.customer = 7, .account = 1, .customer_was_given = true, .items = {{1, 1}}}));
    EXPECT_THAT(test::errors_of([&] {
                    placement.place({.customer = 7, .account = 1, .customer_was_given = true, .items = {{1, 1}}});
                }),
                ElementsAre(Pair("customer_id", ElementsAre("is not a customer"))));
}

TEST_F(PlacingAnOrder, CopiesWhoOrdered) {
    Customer ada = test::customer("ada@example.com", 7);
    ada.phone = "+44 20 7946 0000";
    EXPECT_CALL(repositories.customers, find_all(_, test::Holds(ElementsAre(7))))
        .WillOnce(Return(std::vector<Customer>{ada}));
    const Order order = placement.place({.customer = 7, .account = 31, .items = {{1, 2}, {2, 1}}});
    EXPECT_EQ(order.customer_name, "Ada Lovelace");
    EXPECT_EQ(order.customer_email, "ada@example.com");
    EXPECT_EQ(order.customer_phone, "+44 20 7946 0000");
    EXPECT_EQ(order.line_count, 2);
    EXPECT_EQ(order.item_count, 3);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].customer_name, "Ada Lovelace");
}

TEST_F(PlacingAnOrder, NeedsACustomerThatIsStillThere) {
    expect_nothing_written();
    ON_CALL(repositories.customers, find_all).WillByDefault(Return(std::vector<Customer>{}));
    EXPECT_EQ(test::code_of([&] { placement.place({.customer = 7, .account = 31, .items = {{1, 1}}}); }), "forbidden");
}

TEST_F(PlacingAnOrder, LeavesCartsAloneWhereItIsToldWhatToOrder) {
    EXPECT_CALL(repositories.carts, bump_versions).Times(0);
    EXPECT_CALL(repositories.carts, items).Times(0);
    EXPECT_NO_THROW(placement.place({.customer = 7, .account = 31, .items = {{1, 1}}}));
}

TEST_F(PlacingAnOrder, FromTheCartEmptiesIt) {
    fill_cart();
    EXPECT_CALL(repositories.carts, clear(_, test::Holds(ElementsAre(7))));
    const Order order = placement.place({.customer = 7, .account = 31, .from_cart = true, .items = {}});
    EXPECT_EQ(order.total, test::money("9.00"));
    EXPECT_THAT(order.items, ElementsAre(Field(&OrderLine::name, "Mug"), Field(&OrderLine::name, "Lamp")));
}

TEST_F(PlacingAnOrder, FromAnEmptyCartIsRefused) {
    expect_nothing_written();
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_EQ(test::code_of([&] { placement.place({.customer = 7, .account = 31, .from_cart = true, .items = {}}); }),
              "cart-empty");
}

TEST_F(PlacingAnOrder, FromTheCartKeepsOthersFromItBeforeItLooks) {
    const InSequence in_order;
    EXPECT_CALL(repositories.carts, bump_versions(_, test::Holds(ElementsAre(7))));
    EXPECT_CALL(repositories.carts, items)
        .WillOnce(Return(std::vector<CartItem>{{.customer_id = 7, .product_id = 2, .quantity = 1, .position = 1}}));
    EXPECT_NO_THROW(placement.place({.customer = 7, .account = 31, .from_cart = true, .items = {}}));
}

TEST_F(PlacingAnOrder, HoldsToTheExpectedTotal) {
    fill_cart();
    EXPECT_NO_THROW(placement.place(
        {.customer = 7, .account = 31, .from_cart = true, .items = {}, .expected_total = test::money("9.00")}));
    expect_nothing_written();
    const Refusal refusal = test::refusal_of([&] {
        placement.place(
            {.customer = 7, .account = 31, .from_cart = true, .items = {}, .expected_total = test::money("8")});
    });
    EXPECT_EQ(refusal.problem().code, "price-changed");
    EXPECT_EQ(refusal.detail(), "The total is 9.00 now, not 8.00.");
}

}  // namespace
}  // namespace till
