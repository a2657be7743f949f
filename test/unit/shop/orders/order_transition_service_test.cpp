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
using testing::IsEmpty;
using testing::Pair;
using testing::Return;

class AnOrderOnItsWay : public testing::Test {
 public:
    AnOrderOnItsWay() {
        order.items = {line(1, 2), line(2, 3), line(1, 1)};
        ON_CALL(repositories.orders, find(_, 5)).WillByDefault([this](auto&, auto) { return order; });
        ON_CALL(repositories.orders, update).WillByDefault([this](auto&, const Order& changed) {
            if (changed.version != order.version) return false;
            order = changed;
            order.version += 1;
            return true;
        });
        ON_CALL(repositories.orders, append).WillByDefault([this](auto&, const OrderEvent& event) {
            events.push_back(event);
        });
        ON_CALL(repositories.stock, record).WillByDefault(test::copy_and_number(movements, {}));
    }

    static OrderLine line(std::optional<ProductId> product, std::int64_t quantity) {
        return {.product_id = product, .sku = {}, .name = "Lamp", .unit_price = test::money("1"), .quantity = quantity};
    }
    static TransitionOrder to(OrderStatus status) {
        return {.status = status, .carrier = {}, .tracking_number = {}, .note = {}};
    }
    Order transition(const TransitionOrder& command, const ExpectedVersion& expected = {}) {
        return orders.transition(test::admin(), 5, command, expected);
    }
    Order cancel(const Caller& caller) { return orders.cancel(caller, 5, {.reason = "too late"}, {}); }
    void expect_nothing_written() {
        EXPECT_CALL(repositories.orders, update).Times(0);
        EXPECT_CALL(repositories.orders, append).Times(0);
        EXPECT_CALL(repositories.stock, change).Times(0);
        EXPECT_CALL(repositories.stock, record).Times(0);
    }

    Order order{.id = 5, .customer_id = 7, .placed_at = test::at("2026-11-20"), .currency = "USD", .version = 3};
    std::vector<OrderEvent> events;
    std::vector<StockMovement> movements;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    OrderService orders{database,
                        {repositories.orders, repositories.products, repositories.stock, repositories.carts,
                         repositories.customers, repositories.keys},
                        clock,
                        test::shop_settings()};
};

TEST_F(AnOrderOnItsWay, IsMovedAndItsHistoryWritten) {
    EXPECT_CALL(repositories.stock, change).Times(0);
    const Order moved =
        transition({.status = OrderStatus::processing, .carrier = {}, .tracking_number = {}, .note = "packed by Bob"});
    EXPECT_EQ(moved.status, OrderStatus::processing);
    EXPECT_EQ(moved.version, 4);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].order_id, 5);
    EXPECT_EQ(events[0].status, OrderStatus::processing);
    EXPECT_EQ(events[0].at, clock.time);
    EXPECT_EQ(events[0].note, "packed by Bob");
    EXPECT_EQ(events[0].account_id, test::admin().account);
}

TEST_F(AnOrderOnItsWay, GetsItsCarrierWhenItIsShippedAndKeepsIt) {
    order.status = OrderStatus::processing;
    const TransitionOrder shipped{
        .status = OrderStatus::shipped, .carrier = "Post", .tracking_number = "T1", .note = {}};
    EXPECT_EQ(transition(shipped).carrier, "Post");
    const Order delivered = transition(to(OrderStatus::delivered));
    EXPECT_EQ(delivered.carrier, "Post");
    EXPECT_EQ(delivered.tracking_number, "T1");
    TransitionOrder returned = to(OrderStatus::returned);
    returned.tracking_number = "R2";
    EXPECT_EQ(transition(returned).carrier, "Post");
    EXPECT_EQ(order.tracking_number, "R2");
}

TEST_F(AnOrderOnItsWay, HasItsNumberPutRightWhileItIsShipped) {
    EXPECT_CALL(repositories.stock, change).Times(0);
    order.status = OrderStatus::shipped;
    order.carrier = "Post";
    order.tracking_number = "T1";
    const Order corrected = transition({.status = {}, .carrier = {}, .tracking_number = "T2", .note = {}});
    EXPECT_EQ(corrected.tracking_number, "T2");
    EXPECT_EQ(corrected.carrier, "Post");
    EXPECT_EQ(corrected.status, OrderStatus::shipped);
    EXPECT_EQ(corrected.version, 4);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].status, OrderStatus::shipped);
    EXPECT_EQ(events[0].tracking_number, "T2");
    EXPECT_EQ(events[0].carrier, std::nullopt);
    EXPECT_EQ(events[0].at, clock.time);
    EXPECT_EQ(events[0].account_id, test::admin().account);
    EXPECT_EQ(transition({.status = {}, .carrier = "Post", .tracking_number = "T2", .note = {}}).version, 4)
        << "nothing is different";
    EXPECT_EQ(events.size(), 1U);
}

TEST_F(AnOrderOnItsWay, KeepsItsNumberBeforeAndAfterThat) {
    expect_nothing_written();
    const TransitionOrder correction{.status = {}, .carrier = {}, .tracking_number = "T2", .note = {}};
    for (const OrderStatus status : {OrderStatus::pending, OrderStatus::processing, OrderStatus::delivered,
                                     OrderStatus::returned, OrderStatus::cancelled}) {
        order.status = status;
        EXPECT_EQ(test::code_of([&] { transition(correction); }), "not-in-transit");
    }
    order.status = OrderStatus::shipped;
    order.version = corrections_until_version;
    EXPECT_EQ(test::code_of([&] { transition(correction); }), "conflict") << "a history has a bound";
    EXPECT_TRUE(test::errors_of([&] {
                    transition({.status = {}, .carrier = {}, .tracking_number = {}, .note = "hm"});
                }).contains("status"));
}

TEST_F(AnOrderOnItsWay, HasNoCarrierBeforeItIsShipped) {
    expect_nothing_written();
    for (const OrderStatus status : {OrderStatus::pending, OrderStatus::processing, OrderStatus::cancelled}) {
        TransitionOrder command = to(status);
        command.carrier = "Post";
        command.tracking_number = "T1";
        EXPECT_THAT(test::errors_of([&] { transition(command); }),
                    ElementsAre(Pair("carrier", _), Pair("tracking_number", _)));
    }
}

TEST_F(AnOrderOnItsWay, GoesNowhereThatTheTableDoesNotHave) {
    expect_nothing_written();
    order.status = OrderStatus::processing;
    const Refusal refusal = test::refusal_of([&] { transition(to(OrderStatus::delivered)); });
    EXPECT_EQ(refusal.problem().code, "illegal-transition");
    EXPECT_EQ(refusal.detail(),
              "The order is processing and cannot become delivered; it can become: shipped or cancelled.");
    EXPECT_EQ(test::code_of([&] { transition(to(OrderStatus::processing)); }), "illegal-transition") << "nor stays";
    EXPECT_EQ(database.commits, 0);
}

TEST_F(AnOrderOnItsWay, IsMovedOnlyAtTheExpectedVersion) {
    EXPECT_EQ(test::code_of([&] { transition(to(OrderStatus::processing), ExpectedVersion({2})); }),
              "precondition-failed");
    EXPECT_EQ(order.version, 3);
    EXPECT_EQ(transition(to(OrderStatus::processing), ExpectedVersion({3})).version, 4);
}

TEST_F(AnOrderOnItsWay, IsLookedAtAgainWhereAnotherWasFaster) {
    EXPECT_CALL(repositories.orders, update)
        .WillOnce([this](auto&, const Order&) {
            order.status = OrderStatus::processing;
            order.version += 1;
            return false;
        })
        .WillOnce(Return(true));
    EXPECT_EQ(cancel(test::admin()).version, 5);
}

TEST_F(AnOrderOnItsWay, IsRefusedWhereAnotherHasCancelledItMeanwhile) {
    EXPECT_CALL(repositories.orders, update).WillOnce([this](auto&, const Order&) {
        order.status = OrderStatus::cancelled;
        order.version += 1;
        return false;
    });
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_EQ(test::code_of([&] { cancel(test::admin()); }), "illegal-transition");
}

TEST_F(AnOrderOnItsWay, GivesUpInTheEndWhereOthersAreAlwaysFaster) {
    EXPECT_CALL(repositories.orders, update).WillRepeatedly(Return(false));
    EXPECT_EQ(test::code_of([&] { cancel(test::admin()); }), "conflict");
}

TEST_F(AnOrderOnItsWay, GivesItsStockBackWhenCancelled) {
    EXPECT_CALL(repositories.stock, change(_, ElementsAre(Pair(1, 3), Pair(2, 3))))
        .WillOnce(Return(std::vector<ProductId>{}));
    const Order cancelled = cancel(test::shopper(7));
    EXPECT_EQ(cancelled.status, OrderStatus::cancelled);
    ASSERT_EQ(movements.size(), 2U);
    EXPECT_EQ(movements[0].product_id, 1);
    EXPECT_EQ(movements[0].change, 3);
    EXPECT_EQ(movements[0].reason, MovementReason::cancellation);
    EXPECT_EQ(movements[0].order_id, 5);
    EXPECT_EQ(movements[0].account_id, test::shopper(7).account);
    EXPECT_EQ(movements[0].at, clock.time);
    EXPECT_EQ(events.at(0).note, "too late");
}

TEST_F(AnOrderOnItsWay, GivesItsStockBackWhenReturned) {
    order.status = OrderStatus::delivered;
    transition(to(OrderStatus::returned));
    ASSERT_EQ(movements.size(), 2U);
    EXPECT_EQ(movements[0].reason, MovementReason::returned);
    EXPECT_EQ(movements[1].reason, MovementReason::returned);
}

TEST_F(AnOrderOnItsWay, LeavesOutProductsThatAreGone) {
    order.items = {line(1, 2), line(std::nullopt, 9), line(2, 3)};
    EXPECT_CALL(repositories.stock, change(_, ElementsAre(Pair(1, 2), Pair(2, 3))))
        .WillOnce(Return(std::vector<ProductId>{1}));
    cancel(test::admin());
    EXPECT_THAT(movements, ElementsAre(AllOf(Field(&StockMovement::product_id, 2), Field(&StockMovement::change, 3))));
}

TEST_F(AnOrderOnItsWay, GivesNothingBackThatItNeverTook) {
    order.number = "536365";
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_EQ(cancel(test::admin()).status, OrderStatus::cancelled);
    EXPECT_THAT(movements, IsEmpty());
    EXPECT_EQ(events.size(), 1U);
}

TEST_F(AnOrderOnItsWay, IsCancelledByItsCustomerAndByWhoeverMayChangeOrders) {
    expect_nothing_written();
    EXPECT_EQ(test::code_of([&] { cancel(test::shopper(8)); }), "not-found");
    const Caller stray{.account = 5, .role = Role::customer, .customer = std::nullopt};
    order.customer_id = std::nullopt;
    EXPECT_EQ(test::code_of([&] { cancel(stray); }), "not-found");
    EXPECT_EQ(test::code_of([&] { orders.cancel(test::admin(), 6, {}, {}); }), "not-found");
}

TEST_F(AnOrderOnItsWay, IsTrackedByItsCustomer) {
    order.carrier = "Post";
    order.tracking_number = "T1";
    EXPECT_CALL(repositories.orders, history(_, 5))
        .WillRepeatedly(Return(std::vector<OrderEvent>{{.order_id = 5, .at = clock.time, .note = "hello"}}));
    const OrderTracking tracking = orders.track(test::shopper(7), 5);
    EXPECT_EQ(tracking.order_id, 5);
    EXPECT_EQ(tracking.status, OrderStatus::pending);
    EXPECT_EQ(tracking.carrier, "Post");
    EXPECT_EQ(tracking.tracking_number, "T1");
    EXPECT_THAT(tracking.history, ElementsAre(Field(&OrderEvent::note, "hello")));
    EXPECT_EQ(orders.track(test::admin(), 5).order_id, 5);
    EXPECT_EQ(test::code_of([&] { static_cast<void>(orders.track(test::shopper(8), 5)); }), "not-found");
}

}  // namespace
}  // namespace till
