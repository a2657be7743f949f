#include "unit/shop/transfer/import_files.h"

namespace till {
namespace {

using test::fault;
using Found = test::MockFileKeyRepository::Found;
using testing::_;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Return;

const std::string order_columns = "number,placed_at,customer_email,sku,name,quantity,unit_price,status\n";

std::string line(const std::string& number, const std::string& sku, int quantity, const std::string& price = "2.00") {
    return number + ",2010-12-01T08:26:00Z,ada@example.com," + sku + ",As sold," + std::to_string(quantity) + "," +
           price + ",\n";
}

class ImportingOrders : public test::OnMockRepositories {
 public:
    ImportingOrders() {
        ON_CALL(keys, customers_by_email).WillByDefault(Return(Found{{"ada@example.com", 7}}));
        ON_CALL(keys, products_by_sku).WillByDefault(Return(Found{{"L-1", 3}}));
        ON_CALL(repositories.customers, find_all)
            .WillByDefault(Return(std::vector<Customer>{test::customer("ada@example.com", 7)}));
        ON_CALL(repositories.orders, add).WillByDefault([this](auto&, std::span<const Order> orders) {
            added.assign(orders.begin(), orders.end());
            std::vector<OrderId> ids;
            for (std::size_t i = 0; i < added.size(); ++i) ids.push_back(static_cast<OrderId>(i) + 100);
            return ids;
        });
        ON_CALL(repositories.orders, record).WillByDefault(test::copy_into(events));
        ON_CALL(repositories.settings, find(_, "shop")).WillByDefault(Return("Shop"));
    }

    ImportReport import(const std::string& lines, const ImportRequest& options = {.skip_bad = true},
                        const std::string& columns = order_columns) {
        return import_file(kinds.orders, columns + lines, options);
    }

    /// As import({line("1", "L-1", 2)}) stores it.
    Order stored(OrderId id, std::optional<std::string> number) const {
        return {.id = id,
                .number = std::move(number),
                .customer_id = 7,
                .status = OrderStatus::delivered,
                .placed_at = test::at("2010-12-01T08:26:00Z"),
                .items = {{.sku = "L-1", .name = "As sold", .unit_price = test::money("2.00"), .quantity = 2}}};
    }

    std::vector<Order> added;
    std::vector<OrderEvent> events;
};

TEST_F(ImportingOrders, PutsLinesOfOneNumberTogetherWhereverTheyStand) {
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_CALL(repositories.stock, record).Times(0);
    const ImportReport report = import(line("1", "L-1", 2) + line("2", "L-1", 1) + line("1", "GONE", 3, "0.50"));
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_EQ(report.added, 2);
    ASSERT_EQ(added.size(), 2U);
    const Order& first = added[1];
    EXPECT_EQ(first.number, "1") << "whole with its last line";
    EXPECT_EQ(first.customer_id, 7);
    EXPECT_EQ(first.placed_at, test::at("2010-12-01T08:26:00Z"));
    EXPECT_EQ(first.status, OrderStatus::delivered);
    EXPECT_EQ(first.total, test::money("5.50"));
    ASSERT_EQ(first.items.size(), 2U);
    EXPECT_EQ(first.items[0].product_id, 3);
    EXPECT_EQ(first.items[0].name, "As sold");
    EXPECT_EQ(first.items[0].unit_price, test::money("2.00")) << "the price as sold, not today's";
    EXPECT_EQ(first.items[1].product_id, std::nullopt) << "a product that the shop does not have";
    EXPECT_EQ(first.items[1].sku, "GONE");
}

TEST_F(ImportingOrders, WritesTheirHistories) {
    import(line("1", "L-1", 2) + line("2", "L-1", 1));
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].order_id, 101);
    EXPECT_EQ(events[1].status, OrderStatus::delivered);
    EXPECT_EQ(events[1].at, test::at("2010-12-01T08:26:00Z"));
    EXPECT_EQ(events[1].account_id, std::nullopt);
}

const std::string whole_header =
    "number,placed_at,customer_email,name,quantity,unit_price,status,shipping_address,note,carrier,tracking_number,"
    "history\n";

std::string whole_line(const std::string& status) {
    return "1,2010-12-01T08:26:00Z,,Lamp,1,2.00," + status +
           R"(,1 Road,Ring,DHL,42,"[{""status"":""pending"",""at"":""2010-12-01T08:26:00Z""},)"
           R"({""status"":""shipped"",""at"":""2010-12-02T08:26:00Z"",""note"":""off""}]")"
           "\n";
}

TEST_F(ImportingOrders, BringsAllThatBelongsToThem) {
    const ImportReport report =
        import(whole_line("shipped") + "1,2010-12-01T08:26:00Z,,Mug,1,2.00,shipped,,,,,\n", {}, whole_header);
    EXPECT_THAT(report.faults, IsEmpty());
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].customer_id, std::nullopt) << "who was removed";
    EXPECT_EQ(added[0].shipping_address, "1 Road");
    EXPECT_EQ(added[0].note, "Ring");
    EXPECT_EQ(added[0].carrier, "DHL");
    EXPECT_EQ(added[0].tracking_number, "42");
    EXPECT_EQ(added[0].items.size(), 2U);
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].position, 2);
    EXPECT_EQ(events[1].status, OrderStatus::shipped);
    EXPECT_EQ(events[1].note, "off");
}

TEST_F(ImportingOrders, NeedsAHistoryThatLeadsToTheStatus) {
    const ImportReport report = import(whole_line("delivered"), {.skip_bad = true}, whole_header);
    EXPECT_THAT(report.faults, ElementsAre(fault(2, "history does not end with the order's status")));
    EXPECT_THAT(added, IsEmpty());
}

TEST_F(ImportingOrders, LeavesAloneWhatIsThere) {
    ON_CALL(keys, orders_by_number).WillByDefault(Return(Found{{"1", 5}}));
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(stored(5, "1")));
    const ImportReport report = import(line("1", "L-1", 2) + line("2", "L-1", 1));
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(report.added, 1);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, KnowsThoseThatWerePlacedHere) {
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(stored(5, {})));
    EXPECT_EQ(import(line("Shop-5", "L-1", 2)).unchanged, 1);
}

TEST_F(ImportingOrders, SaysWhatIsOtherwiseInThoseThatAreThere) {
    Order other = stored(5, "1");
    other.status = OrderStatus::returned;
    other.items[0].quantity = 1;
    other.customer_id.reset();
    ON_CALL(keys, orders_by_number).WillByDefault(Return(Found{{"1", 5}}));
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(other));
    const ImportReport report = import(line("1", "L-1", 2) + line("2", "L-1", 1), {});
    EXPECT_EQ(report.differing, 1);
    EXPECT_EQ(report.added, 1);
    EXPECT_TRUE(report.stored);
    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.rows[0].outcome, ImportOutcome::differing);
    std::vector<std::string> fields;
    for (const ImportChange& change : report.rows[0].changes) fields.push_back(change.field);
    EXPECT_THAT(fields, ElementsAre("customer_email", "lines", "status"));
    EXPECT_EQ(report.rows[0].changes[1].before, "1: 1 × L-1 As sold at 2.00");
    EXPECT_EQ(report.rows[0].changes[1].after, "1: 2 × L-1 As sold at 2.00");
}

TEST_F(ImportingOrders, WritesNothingWhereThereIsNothingNew) {
    ON_CALL(keys, orders_by_number).WillByDefault(Return(Found{{"1", 5}}));
    ON_CALL(repositories.orders, find(_, 5)).WillByDefault(Return(stored(5, "1")));
    EXPECT_EQ(import(line("1", "L-1", 2), {}).unchanged, 1);
    EXPECT_EQ(database.writes, 0);
}

TEST_F(ImportingOrders, SkipsAnOrderWhoseLinesDisagree) {
    const ImportReport report =
        import(line("1", "L-1", 2) + "1,2010-12-01T09:26:00Z,ada@example.com,,X,1,2.00,\n" + line("2", "L-1", 1) +
               "1,2010-12-01T08:26:00Z,bob@example.com,,X,1,2.00,\n1,2010-12-01T08:26:00Z,ada@example.com,,X,1,2.00,"
               "cancelled\n");
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "placed_at is not that of line 2 of order 1"),
                                           fault(5, "customer_email is not that of line 2"),
                                           fault(6, "status is not that of line 2")));
    EXPECT_EQ(report.bad, 1) << "an order is counted once";
    EXPECT_EQ(report.total(), 2);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, SkipsAnOrderThatIsNotWhole) {
    const ImportReport report = import(line("1", "L-1", 1) + line("2", "L-1", 1) + line("1", "L-1", 0));
    EXPECT_THAT(report.faults, ElementsAre(fault(4, "quantity must be from 1")));
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, SkipsTheOrdersOfStrangers) {
    const ImportReport report = import("1,2010-12-01T08:26:00Z,nobody@example.com,,X,1,2.00,\n" + line("2", "L-1", 1));
    EXPECT_THAT(report.faults,
                ElementsAre(fault(2, "customer_email nobody@example.com does not belong to a customer")));
    EXPECT_EQ(report.added, 1);
}

TEST_F(ImportingOrders, SkipsATotalThatIsTooLarge) {
    const ImportReport report = import(line("1", "L-1", 1'000'000'000, "900000000000.00"));
    EXPECT_THAT(report.faults, ElementsAre(fault(2, "too large")));
    EXPECT_THAT(added, IsEmpty());
}

TEST_F(ImportingOrders, StoresNothingWithAFaultUnlessToldTo) {
    const ImportReport report = import(line("1", "L-1", 1) + "2,,,,,,,\n", {});
    EXPECT_FALSE(report.stored);
    EXPECT_EQ(report.bad, 1);
    EXPECT_EQ(database.writes, 0);
}

TEST_F(ImportingOrders, LooksEachCustomerAndProductUpOnce) {
    EXPECT_CALL(keys, customers_by_email(_, testing::SizeIs(1))).WillRepeatedly(Return(Found{{"ada@example.com", 7}}));
    EXPECT_CALL(keys, products_by_sku(_, testing::SizeIs(1)));
    EXPECT_EQ(import(line("1", "L-1", 1) + line("2", "L-1", 1) + line("2", "L-1", 4)).added, 2);
}

}  // namespace
}  // namespace till
