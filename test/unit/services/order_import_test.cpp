#include "services/import_service.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Return;

ImportedLine line(std::string number, std::string sku, std::int64_t quantity, std::string_view price = "2.00") {
    return {.number = std::move(number),
            .placed_at = test::at("2010-12-01T08:26:00Z"),
            .customer_email = "ada@example.com",
            .sku = std::move(sku),
            .name = "As sold",
            .quantity = quantity,
            .unit_price = test::money(price)};
}

auto fault(std::int64_t in_line, const std::string& message) {
    return AllOf(Field(&ImportFault::line, in_line), Field(&ImportFault::message, testing::HasSubstr(message)));
}

class ImportingOrders : public testing::Test {
 public:
    ImportingOrders() {
        ON_CALL(repositories.customers, find_by_email(_, "ada@example.com"))
            .WillByDefault(Return(test::customer("ada@example.com", 7)));
        ON_CALL(repositories.products, find_by_sku(_, "L-1")).WillByDefault(Return(test::product("Lamp", "9.99", 3)));
        ON_CALL(repositories.orders, add).WillByDefault([this](auto&, std::span<const Order> orders) {
            added.assign(orders.begin(), orders.end());
            std::vector<OrderId> ids;
            for (std::size_t i = 0; i < added.size(); ++i) ids.push_back(static_cast<OrderId>(i) + 100);
            return ids;
        });
        ON_CALL(repositories.orders, record).WillByDefault(test::copy_into(events));
    }

    ImportReport import_rows(const std::vector<ImportRow<ImportedLine>>& rows, ImportMode mode = ImportMode::skip_bad) {
        const auto open = [&rows] {
            return [&rows, done = false]() mutable {
                const auto chunk = done ? std::vector<ImportRow<ImportedLine>>() : rows;
                done = true;
                return chunk;
            };
        };
        return imports.orders(open, mode);
    }

    /// Imports rows that stand in lines 2, 3, …; one that is missing could not be read.
    ImportReport import(const std::vector<std::optional<ImportedLine>>& lines, ImportMode mode = ImportMode::skip_bad) {
        std::vector<ImportRow<ImportedLine>> rows;
        for (const auto& line : lines) {
            rows.push_back({static_cast<std::int64_t>(rows.size()) + 2, line, line ? "" : "quantity is missing"});
        }
        return import_rows(rows, mode);
    }

    std::vector<Order> added;
    std::vector<OrderEvent> events;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ImportService imports{database,
                          repositories.products,
                          repositories.stock,
                          repositories.customers,
                          repositories.orders,
                          repositories.settings,
                          clock};
};

TEST_F(ImportingOrders, PutsLinesOfOneNumberTogetherWhereverTheyStand) {
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_CALL(repositories.stock, record).Times(0);
    const ImportReport report = import({line("1", "L-1", 2), line("2", "L-1", 1), line("1", "GONE", 3, "0.50")});
    EXPECT_THAT(report.faults, IsEmpty());
    EXPECT_EQ(report.added, 2);
    ASSERT_EQ(added.size(), 2U);
    EXPECT_EQ(added[0].number, "1");
    EXPECT_EQ(added[0].customer_id, 7);
    EXPECT_EQ(added[0].placed_at, test::at("2010-12-01T08:26:00Z"));
    EXPECT_EQ(added[0].status, OrderStatus::delivered);
    EXPECT_EQ(added[0].total, test::money("5.50"));
    ASSERT_EQ(added[0].items.size(), 2U);
    EXPECT_EQ(added[0].items[0].product_id, 3);
    EXPECT_EQ(added[0].items[0].name, "As sold");
    EXPECT_EQ(added[0].items[0].unit_price, test::money("2.00")) << "the price as sold, not today's";
    EXPECT_EQ(added[0].items[1].product_id, std::nullopt) << "a product that the shop does not have";
    EXPECT_EQ(added[0].items[1].sku, "GONE");
}

TEST_F(ImportingOrders, WritesTheirHistories) {
    import({line("1", "L-1", 2), line("2", "L-1", 1)});
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].order_id, 101);
    EXPECT_EQ(events[1].status, OrderStatus::delivered);
    EXPECT_EQ(events[1].at, test::at("2010-12-01T08:26:00Z"));
    EXPECT_EQ(events[1].account_id, std::nullopt);
}

TEST_F(ImportingOrders, LeavesAloneWhatIsThere) {
    EXPECT_CALL(repositories.orders, taken_numbers).WillOnce(Return(std::set<std::string>{"1"}));
    const ImportReport report = import({line("1", "L-1", 2), line("2", "L-1", 1)});
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(report.added, 1);
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, WritesNothingWhereThereIsNothingNew) {
    EXPECT_CALL(repositories.orders, taken_numbers).WillOnce(Return(std::set<std::string>{"1"}));
    EXPECT_CALL(repositories.orders, add).Times(0);
    EXPECT_CALL(repositories.orders, record).Times(0);
    EXPECT_EQ(import({line("1", "L-1", 2)}).unchanged, 1);
}

TEST_F(ImportingOrders, SkipsAnOrderWhoseLinesDisagree) {
    ImportedLine later = line("1", "L-1", 1);
    later.placed_at += std::chrono::hours(1);
    ImportedLine anothers = line("1", "L-1", 1);
    anothers.customer_email = "bob@example.com";
    ImportedLine cancelled = line("1", "L-1", 1);
    cancelled.status = OrderStatus::cancelled;
    const ImportReport report = import({line("1", "L-1", 2), later, line("2", "L-1", 1), anothers, cancelled});
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "placed_at is not that of line 2 of order 1"),
                                           fault(5, "customer_email is not that of line 2"),
                                           fault(6, "status is not that of line 2")));
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, SkipsAnOrderThatIsNotWhole) {
    const ImportReport report = import_rows({{2, line("1", "L-1", 1), ""},
                                             {3, line("2", "L-1", 1), ""},
                                             {4, line("1", "L-1", 0), "quantity must be from 1"}});
    EXPECT_THAT(report.faults, ElementsAre(fault(4, "quantity must be from 1")));
    ASSERT_EQ(added.size(), 1U);
    EXPECT_EQ(added[0].number, "2");
}

TEST_F(ImportingOrders, SkipsTheOrdersOfStrangers) {
    ImportedLine stranger = line("1", "L-1", 1);
    stranger.customer_email = "nobody@example.com";
    const ImportReport report = import({stranger, line("2", "L-1", 1)});
    EXPECT_THAT(report.faults, ElementsAre(fault(2, "customer_email nobody@example.com is no customer's")));
    EXPECT_EQ(report.added, 1);
}

TEST_F(ImportingOrders, SkipsATotalThatIsTooLarge) {
    ImportedLine dear = line("1", "L-1", 1'000'000'000);
    dear.unit_price = Money::from_minor(100'000'000'000'000);
    const ImportReport report = import({dear});
    EXPECT_THAT(report.faults, ElementsAre(fault(2, "too large")));
    EXPECT_THAT(added, IsEmpty());
}

TEST_F(ImportingOrders, StoresNothingWithAFaultUnlessToldTo) {
    const ImportReport report = import({line("1", "L-1", 1), std::nullopt}, ImportMode::all_or_nothing);
    EXPECT_FALSE(report.stored);
    EXPECT_THAT(report.faults, ElementsAre(fault(3, "quantity is missing")));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(ImportingOrders, LooksEachCustomerAndProductUpOnce) {
    EXPECT_CALL(repositories.customers, find_by_email).Times(1).WillOnce(Return(test::customer("ada@example.com", 7)));
    EXPECT_CALL(repositories.products, find_by_sku).Times(1).WillOnce(Return(test::product("Lamp", "9.99", 3)));
    EXPECT_EQ(import({line("1", "L-1", 1), line("2", "L-1", 1), line("2", "L-1", 4)}).added, 2);
}

}  // namespace
}  // namespace till
