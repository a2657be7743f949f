#include <gmock/gmock.h>

#include "shop/reports/sql_report_repository.h"
#include "support/migrated_database.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

class ReportTables : public test::OnMigratedDatabase {
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
    std::vector<DaySales> by_day(const std::vector<EqualDays>& days) {
        return read([&](SqlSession& session) { return reports.sales_by_day(session, days); });
    }
    std::vector<DaySales> by_day(std::string_view begin, std::string_view end) {
        return by_day({{test::at(begin), test::at(end), std::chrono::hours(24)}});
    }
    std::vector<ProductSales> best(std::string_view begin, std::string_view end, std::int64_t count = 10) {
        return read(
            [&](SqlSession& session) { return reports.best_sellers(session, test::at(begin), test::at(end), count); });
    }
};

TEST_P(ReportTables, AddUpOrdersByTheirDay) {
    sell("2026-01-01T00:00:00Z", {line(1, "Lamp", "2.50", 2), line(2, "Mug", "1.00", 1)});
    sell("2026-01-01T23:59:59.999Z", {line(1, "Lamp", "2.50", 1)}, OrderStatus::pending);
    sell("2026-01-03T12:00:00Z", {line(2, "Mug", "1.00", 7)});
    sell("2026-01-04T00:00:00Z", {line(2, "Mug", "1.00", 99)});
    sell("2025-12-31T23:59:59.999Z", {line(2, "Mug", "1.00", 99)});

    const auto days = by_day("2026-01-01", "2026-01-04");
    ASSERT_EQ(days.size(), 2U) << "days without orders are left out";
    EXPECT_EQ(days[0].begin, test::at("2026-01-01"));
    EXPECT_EQ(days[0].orders, 2);
    EXPECT_EQ(days[0].units, 4);
    EXPECT_EQ(days[0].revenue, test::money("8.50"));
    EXPECT_EQ(days[1].begin, test::at("2026-01-03"));
    EXPECT_EQ(days[1].units, 7);
}

TEST_P(ReportTables, AddUpDaysOfAnyLength) {
    // Berlin in March 2026: the 29th begins at 23:00 UTC and has 23 hours, the 30th begins at 22:00 UTC.
    using std::chrono::hours;
    const std::vector<EqualDays> days{{test::at("2026-03-27T23:00:00Z"), test::at("2026-03-28T23:00:00Z"), hours(24)},
                                      {test::at("2026-03-28T23:00:00Z"), test::at("2026-03-29T22:00:00Z"), hours(23)},
                                      {test::at("2026-03-29T22:00:00Z"), test::at("2026-03-31T22:00:00Z"), hours(24)}};
    for (const char* at :
         {"2026-03-27T22:59:59.999Z", "2026-03-28T22:59:59.999Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59.999Z",
          "2026-03-29T22:00:00Z", "2026-03-30T21:59:59.999Z", "2026-03-30T22:00:00Z", "2026-03-31T22:00:00Z"}) {
        sell(at, {line(1, "Lamp", "1.00", 1)});
    }
    const auto found = by_day(days);
    ASSERT_EQ(found.size(), 4U);
    const std::vector<std::pair<const char*, std::int64_t>> wanted{{"2026-03-27T23:00:00Z", 1},
                                                                   {"2026-03-28T23:00:00Z", 2},
                                                                   {"2026-03-29T22:00:00Z", 2},
                                                                   {"2026-03-30T22:00:00Z", 1}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_EQ(found[i].begin, test::at(wanted[i].first));
        EXPECT_EQ(found[i].orders, wanted[i].second) << wanted[i].first;
    }
}

TEST_P(ReportTables, LeaveOutWhatWasCancelledOrCameBack) {
    sell("2026-01-01T08:00:00Z", {line(1, "Lamp", "2.50", 2)}, OrderStatus::cancelled);
    sell("2026-01-01T08:00:00Z", {line(1, "Lamp", "2.50", 2)}, OrderStatus::returned);
    EXPECT_TRUE(by_day("2026-01-01", "2026-01-02").empty());
    EXPECT_TRUE(best("2026-01-01", "2026-01-02").empty());
}

TEST_P(ReportTables, KnowWhatSoldBest) {
    const ProductId lamp = add_product(test::product("Lamp"));
    ASSERT_EQ(lamp, 1);
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

TEST_P(ReportTables, CountMoreThan64BitsHold) {
    const std::string_view dear = "90000000000000000.01";  // near what 64 bits hold
    for (int i = 0; i < 20; ++i) sell("2026-01-01T08:00:00Z", {line(1, "Castle", dear, 1)});
    EXPECT_EQ(by_day("2026-01-01", "2026-01-02").front().revenue.text(test::shop_settings().currency),
              "1800000000000000000.20");
    EXPECT_EQ(best("2026-01-01", "2026-01-02").front().revenue.text(test::shop_settings().currency),
              "1800000000000000000.20");
    EXPECT_EQ(by_day("2026-01-01", "2026-01-02").front().average_order()->text(test::shop_settings().currency), dear);
}

TEST_P(ReportTables, SortWhatSoldBestByWholeSums) {
    for (int i = 0; i < 20; ++i) sell("2026-01-01T08:00:00Z", {line(1, "Often", "5000.00", 1)});
    for (ProductId id = 2; id <= 13; ++id) {
        sell("2026-01-01T08:00:00Z", {line(id, "Dear " + std::to_string(id), "10000.00", 1)});
    }
    // The parts of a sum: 2 ^ 32 minor units in two halves come after a cent more.
    sell("2026-01-01T08:00:00Z", {line(21, "Halves", "21474836.48", 2), line(22, "A cent more", "42949672.97", 1)});
    const auto sellers = best("2026-01-01", "2026-01-02", 4);
    ASSERT_EQ(sellers.size(), 4U);
    EXPECT_EQ(sellers[0].name, "A cent more");
    EXPECT_EQ(sellers[1].name, "Halves");
    EXPECT_EQ(sellers[2].name, "Often");
    EXPECT_EQ(sellers[2].revenue, test::money("100000.00"));
    EXPECT_EQ(sellers[2].units, 20);
    EXPECT_EQ(sellers[3].name, "Dear 2") << "of equal revenue and pieces by id";
    sell("2026-01-02T08:00:00Z", {line(1, "One", "4.00", 1), line(2, "Two", "2.00", 1), line(2, "Two", "2.00", 1)});
    EXPECT_EQ(best("2026-01-02", "2026-01-03").front().name, "Two") << "of equal revenue by pieces";
}

TEST_P(ReportTables, NameWhatSoldBestAsItIsCalledNow) {
    const ProductId renamed = add_product(test::product("New name"));
    const ProductId removed = add_product(test::product("Short-lived"));
    sell("2026-01-01T08:00:00Z", {line(renamed, "Old name", "9.00", 1), line(removed, "Short-lived", "8.00", 1)});
    sell("2026-01-02T08:00:00Z", {line(renamed, "Older name", "1.00", 1), line(std::nullopt, "Rug", "1.00", 1)});
    write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, removed).value()); });
    const auto sellers = best("2026-01-01", "2026-01-03");
    ASSERT_EQ(sellers.size(), 3U);
    EXPECT_EQ(sellers[0].product_id, renamed);
    EXPECT_EQ(sellers[0].name, "New name");
    EXPECT_EQ(sellers[0].sku, std::nullopt) << "the product has none";
    EXPECT_FALSE(sellers[0].removed);
    EXPECT_EQ(sellers[1].product_id, std::nullopt);
    EXPECT_EQ(sellers[1].name, "Short-lived");
    EXPECT_EQ(sellers[1].sku, "SKU-Short-lived");
    EXPECT_TRUE(sellers[1].removed);
    EXPECT_EQ(sellers[2].name, "Rug");
    EXPECT_FALSE(sellers[2].removed) << "the shop never had it";
}

TILL_ON_BOTH_DATABASES(ReportTables);

}  // namespace
}  // namespace till
