#include <gmock/gmock.h>

#include "shop/orders/order_service.h"
#include "support/migrated_database.h"
#include "support/refusals.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

/// Orders that are changed: by hand in the tables, and by the service on top of them.
class ChangedOrders : public test::OnMigratedDatabase {
 public:
    OrderId place(std::int64_t quantity = 2) { return service.place(shopper, {.items = {{lamp, quantity}}}).id; }
    OrderId import(const std::string& number) {
        Order order{.number = number, .customer_id = ada, .placed_at = clock.time, .currency = "USD"};
        order.items.push_back({.product_id = lamp, .sku = {}, .name = "Lamp", .unit_price = Money(), .quantity = 2});
        return write([&](Transaction& transaction) { return orders.add(transaction, {&order, 1}).front(); });
    }
    Order find(OrderId id) {
        return read([&](SqlSession& session) { return orders.find(session, id).value(); });
    }
    std::vector<OrderEvent> history(OrderId id) {
        return read([&](SqlSession& session) { return orders.history(session, id); });
    }
    bool update(const Order& order) {
        return write([&](Transaction& transaction) { return orders.update(transaction, order); });
    }
    Order transition(OrderId id, OrderStatus status) {
        return service.transition(test::admin(), id,
                                  {.status = status, .carrier = {}, .tracking_number = {}, .note = {}}, {});
    }
    std::int64_t on_hand() {
        return read([&](SqlSession& session) { return stock.on_hand(session, {&lamp, 1}).at(lamp); });
    }
    std::int64_t ledger_rows(const std::string& reason) {
        return count("stock_movements", "reason = '" + reason + "'");
    }

    const CustomerId ada = add_customer("ada@example.com");
    const ProductId lamp = add_product(test::product("Lamp"), 10);
    const Caller shopper = test::shopper(ada);
    test::FixedClock clock;
    OrderService service{*database, {orders, products, stock, carts, customers, keys}, clock, test::shop_settings()};
};

TEST_P(ChangedOrders, AreWrittenOverTheVersionThatWasRead) {
    const OrderId id = place();
    const OrderId other = place();
    Order order = find(id);
    order.status = OrderStatus::shipped;
    order.carrier = "Post";
    order.tracking_number = "T1";
    EXPECT_TRUE(update(order));
    EXPECT_EQ(find(id).status, OrderStatus::shipped);
    EXPECT_EQ(find(id).carrier, "Post");
    EXPECT_EQ(find(id).tracking_number, "T1");
    EXPECT_EQ(find(id).version, 2);
    EXPECT_EQ(find(id).items.size(), 1U);
    order.status = OrderStatus::delivered;
    EXPECT_FALSE(update(order)) << "it has another version by now";
    EXPECT_EQ(find(id).status, OrderStatus::shipped);
    EXPECT_EQ(find(other).status, OrderStatus::pending);
    EXPECT_EQ(find(other).version, 1);
}

TEST_P(ChangedOrders, HaveAHistoryThatGrowsAtItsEnd) {
    const OrderId id = place();
    const OrderId other = place();
    transition(id, OrderStatus::processing);
    transition(other, OrderStatus::processing);
    transition(id, OrderStatus::shipped);
    const std::vector<OrderEvent> events = history(id);
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[0].status, OrderStatus::pending);
    EXPECT_EQ(events[1].status, OrderStatus::processing);
    EXPECT_EQ(events[1].position, 2);
    EXPECT_EQ(events[2].status, OrderStatus::shipped);
    EXPECT_EQ(events[2].position, 3);
    EXPECT_EQ(events[2].account_id, test::admin().account);
    EXPECT_EQ(events[2].at, clock.time);
    EXPECT_EQ(history(other).size(), 2U);
    EXPECT_THAT(history(404), IsEmpty());
}

TEST_P(ChangedOrders, SayInTheirHistoryWhichNumberWasPutRight) {
    const OrderId id = place();
    transition(id, OrderStatus::processing);
    service.transition(test::admin(), id,
                       {.status = OrderStatus::shipped, .carrier = "Post", .tracking_number = "T1", .note = {}}, {});
    const Order corrected = service.transition(
        test::admin(), id, {.status = {}, .carrier = {}, .tracking_number = "T2", .note = "a slip of the pen"}, {});
    EXPECT_EQ(corrected.version, 4);
    EXPECT_EQ(find(id).tracking_number, "T2");
    EXPECT_EQ(find(id).carrier, "Post");
    EXPECT_EQ(find(id).status, OrderStatus::shipped);
    const std::vector<OrderEvent> events = history(id);
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[1].carrier, std::nullopt);
    EXPECT_EQ(events[2].carrier, "Post");
    EXPECT_EQ(events[2].tracking_number, "T1");
    EXPECT_EQ(events[3].status, OrderStatus::shipped);
    EXPECT_EQ(events[3].carrier, std::nullopt);
    EXPECT_EQ(events[3].tracking_number, "T2");
    EXPECT_EQ(events[3].note, "a slip of the pen");
}

TEST_P(ChangedOrders, OfAnImportBeginTheirHistoryWhenTheyMove) {
    const OrderId id = import("A-1");
    transition(id, OrderStatus::processing);
    EXPECT_THAT(history(id), ElementsAre(Field(&OrderEvent::position, 1)));
}

TEST_P(ChangedOrders, GiveTheirStockBackOnce) {
    const OrderId id = place(4);
    EXPECT_EQ(on_hand(), 6);
    service.cancel(shopper, id, {.reason = "changed my mind"}, {});
    EXPECT_EQ(on_hand(), 10);
    EXPECT_EQ(ledger_rows("cancellation"), 1);
    EXPECT_EQ(test::code_of([&] { service.cancel(shopper, id, {}, {}); }), "illegal-transition");
    EXPECT_EQ(test::code_of([&] { transition(id, OrderStatus::processing); }), "illegal-transition");
    EXPECT_EQ(on_hand(), 10);
    EXPECT_EQ(ledger_rows("cancellation"), 1);
    EXPECT_EQ(count("stock_movements", "reason = 'cancellation' AND delta = 4 AND order_id = " + std::to_string(id) +
                                           " AND account_id = " + std::to_string(shopper.account)),
              1);
    EXPECT_EQ(history(id).back().note, "changed my mind");
}

TEST_P(ChangedOrders, GiveTheirStockBackWhenReturned) {
    const OrderId id = place(4);
    for (const OrderStatus status : {OrderStatus::processing, OrderStatus::shipped, OrderStatus::delivered}) {
        transition(id, status);
    }
    EXPECT_EQ(on_hand(), 6);
    transition(id, OrderStatus::returned);
    EXPECT_EQ(on_hand(), 10);
    EXPECT_EQ(ledger_rows("returned"), 1);
    EXPECT_EQ(test::code_of([&] { transition(id, OrderStatus::returned); }), "illegal-transition");
    EXPECT_EQ(on_hand(), 10);
}

TEST_P(ChangedOrders, LeaveOutProductsThatAreGone) {
    const ProductId mug = add_product(test::product("Mug"), 5);
    const OrderId id = service.place(shopper, {.items = {{lamp, 2}, {mug, 1}}}).id;
    write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, mug).value()); });
    service.cancel(shopper, id, {}, {});
    EXPECT_EQ(on_hand(), 10);
    EXPECT_EQ(ledger_rows("cancellation"), 1);
}

TEST_P(ChangedOrders, OfAnImportGiveNothingBackThatTheyNeverTook) {
    const OrderId id = import("A-1");
    EXPECT_EQ(service.cancel(shopper, id, {}, {}).status, OrderStatus::cancelled);
    EXPECT_EQ(on_hand(), 10);
    EXPECT_EQ(ledger_rows("cancellation"), 0);
}

TEST_P(ChangedOrders, ForgetTheirCustomerAndStayAsRecords) {
    const CustomerId bob = add_customer("bob@example.com");
    const OrderId id = service.place(shopper, {.items = {{lamp, 1}}, .shipping_address = "Here", .note = "Ring"}).id;
    const OrderId of_bob =
        service.place(test::shopper(bob), {.items = {{lamp, 1}}, .shipping_address = "There", .note = "Knock"}).id;
    service.cancel(shopper, id, {.reason = "I am moving to Rome"}, {});
    service.cancel(test::shopper(bob), of_bob, {.reason = "No money"}, {});
    EXPECT_EQ(find(id).customer_name, "Ada Lovelace");
    write([&](Transaction& transaction) { orders.forget_customer(transaction, ada); });

    const Order forgotten = find(id);
    EXPECT_EQ(forgotten.customer_name, std::nullopt);
    EXPECT_EQ(forgotten.customer_email, std::nullopt);
    EXPECT_EQ(forgotten.customer_phone, std::nullopt);
    EXPECT_EQ(forgotten.shipping_address, std::nullopt);
    EXPECT_EQ(forgotten.note, std::nullopt);
    EXPECT_EQ(forgotten.version, 3);
    EXPECT_EQ(forgotten.items.size(), 1U);
    EXPECT_EQ(forgotten.status, OrderStatus::cancelled);
    for (const OrderEvent& event : history(id)) EXPECT_EQ(event.note, std::nullopt);
    EXPECT_EQ(find(of_bob).shipping_address, "There");
    EXPECT_EQ(find(of_bob).customer_email, "bob@example.com");
    EXPECT_EQ(find(of_bob).note, "Knock");
    EXPECT_EQ(history(of_bob).back().note, "No money");
    EXPECT_NO_THROW(write([&](Transaction& transaction) { orders.forget_customer(transaction, 404); }));
}

TILL_ON_BOTH_DATABASES(ChangedOrders);

}  // namespace
}  // namespace till
