#include <gmock/gmock.h>

#include "repositories/sql_report_repository.h"
#include "support/migrated_store.h"

namespace till {
namespace {

using database::Session;
using database::Transaction;

class ReportTables : public test::OnMigratedStore {
 public:
    void sell(std::string_view at, std::vector<OrderLine> lines, OrderStatus status = OrderStatus::delivered) {
        Order order{.status = status, .placed_at = test::at(at), .currency = "USD", .items = std::move(lines)};
        for (const OrderLine& line : order.items) order.total += line.line_total();
        write([&](Transaction& transaction) { orders.add(transaction, {&order, 1}); });
    }
    static OrderLine line(std::optional<ProductId> product, std::string name, std::string_view price,
                          std::int64_t quantity) {
        return {.product_id = product,
                .sku = "SKU-" + name,
                .name = std::move(name),
                .unit_price = test::money(price),
                .quantity = quantity};
    }
    std::vector<PeriodSales> by_day(std::string_view begin, std::string_view end) {
        return read([&](Session& session) { return reports.sales_by_day(session, test::at(begin), test::at(end)); });
    }
    std::vector<ProductSales> best(std::string_view begin, std::string_view end, std::int64_t count = 10) {
        return read(
            [&](Session& session) { return reports.best_sellers(session, test::at(begin), test::at(end), count); });
    }

    SqlReportRepository reports;
};

TEST_P(ReportTables, AddUpOrdersByTheirDay) {
    sell("2026-01-01T00:00:00Z", {line(1, "Lamp", "2.50", 2), line(2, "Mug", "1.00", 1)});
    sell("2026-01-01T23:59:59.999Z", {line(1, "Lamp", "2.50", 1)}, OrderStatus::pending);
    sell("2026-01-03T12:00:00Z", {line(2, "Mug", "1.00", 7)});
    sell("2026-01-04T00:00:00Z", {line(2, "Mug", "1.00", 99)});
    sell("2025-12-31T23:59:59.999Z", {line(2, "Mug", "1.00", 99)});

    const auto days = by_day("2026-01-01", "2026-01-04");
    ASSERT_EQ(days.size(), 2U) << "days without orders are left out";
    EXPECT_EQ(days[0].start, test::at("2026-01-01"));
    EXPECT_EQ(days[0].orders, 2);
    EXPECT_EQ(days[0].units, 4);
    EXPECT_EQ(days[0].revenue, test::money("8.50"));
    EXPECT_EQ(days[1].start, test::at("2026-01-03"));
    EXPECT_EQ(days[1].units, 7);
}

TEST_P(ReportTables, LeaveOutWhatWasCancelledOrCameBack) {
    sell("2026-01-01T08:00:00Z", {line(1, "Lamp", "2.50", 2)}, OrderStatus::cancelled);
    sell("2026-01-01T08:00:00Z", {line(1, "Lamp", "2.50", 2)}, OrderStatus::returned);
    EXPECT_TRUE(by_day("2026-01-01", "2026-01-02").empty());
    EXPECT_TRUE(best("2026-01-01", "2026-01-02").empty());
}

TEST_P(ReportTables, KnowWhatSoldBest) {
    sell("2026-01-01T08:00:00Z", {line(1, "Lamp", "2.50", 2), line(2, "Mug", "4.00", 3)});
    sell("2026-01-02T08:00:00Z", {line(1, "Lamp", "3.00", 4), line(std::nullopt, "Rug", "1.00", 1)});
    sell("2026-01-02T08:00:00Z", {line(std::nullopt, "Rug", "1.00", 2), line(std::nullopt, "Bag", "2.00", 1)});
    const auto sellers = best("2026-01-01", "2026-01-03");
    ASSERT_EQ(sellers.size(), 4U);
    EXPECT_EQ(sellers[0].product_id, 1);
    EXPECT_EQ(sellers[0].units, 6);
    EXPECT_EQ(sellers[0].revenue, test::money("17.00"));
    EXPECT_EQ(sellers[1].name, "Mug");
    EXPECT_EQ(sellers[2].name, "Rug") << "what the shop does not have goes by its SKU";
    EXPECT_EQ(sellers[2].product_id, std::nullopt);
    EXPECT_EQ(sellers[2].revenue, test::money("3.00"));
    EXPECT_EQ(sellers[3].sku, "SKU-Bag");
    EXPECT_EQ(best("2026-01-01", "2026-01-03", 1).size(), 1U);
}

TEST_P(ReportTables, CountMoreThanEachOrderCouldHold) {
    const std::string_view dear = "45000000000000000.00";  // near half of what 64 bits hold
    sell("2026-01-01T08:00:00Z", {line(1, "Castle", dear, 1)});
    EXPECT_EQ(by_day("2026-01-01", "2026-01-02").front().revenue, test::money(dear));
    sell("2026-01-01T08:00:00Z", {line(1, "Castle", dear, 1)});
    EXPECT_EQ(by_day("2026-01-01", "2026-01-02").front().revenue, test::money("90000000000000000.00"));
    sell("2026-01-01T08:00:00Z", {line(1, "Castle", dear, 1)});
    EXPECT_THROW(by_day("2026-01-01", "2026-01-02"), MoneyOverflow);
    EXPECT_THROW(best("2026-01-01", "2026-01-02"), MoneyOverflow);
}

TILL_ON_BOTH_DATABASES(ReportTables);

}  // namespace
}  // namespace till
