#include "services/report_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

PeriodSales sales(std::string_view day, std::int64_t orders, std::int64_t units, std::string_view revenue) {
    PeriodSales sales;
    sales.start = test::at(day);
    sales.orders = orders;
    sales.units = units;
    sales.revenue = test::money(revenue);
    return sales;
}

class TheSalesReport : public testing::Test {
 public:
    std::vector<std::string> rows_by(ReportPeriod period) {
        std::vector<std::string> rows;
        for (const PeriodSales& row :
             reports.sales({.from = test::at("2026-01-30"), .to = test::at("2026-02-09"), .by = period}).items) {
            rows.push_back(format_rfc3339(row.start).substr(0, 10) + " " + std::to_string(row.orders) + " " +
                           std::to_string(row.units) + " " + row.revenue.text());
        }
        return rows;
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ReportService reports{database, repositories.reports, clock};
};

TEST_F(TheSalesReport, FoldsDaysIntoPeriods) {
    ON_CALL(repositories.reports, sales_by_day(_, test::at("2026-01-30"), test::at("2026-02-10")))
        .WillByDefault(Return(std::vector<PeriodSales>{
            sales("2026-01-31", 1, 2, "3.00"), sales("2026-02-01", 2, 3, "4.00"), sales("2026-02-09", 5, 6, "7.00")}));
    const auto days = rows_by(ReportPeriod::day);
    ASSERT_EQ(days.size(), 11U);
    EXPECT_EQ(days[0], "2026-01-30 0 0 0.00");
    EXPECT_EQ(days[1], "2026-01-31 1 2 3.00");
    EXPECT_EQ(days[10], "2026-02-09 5 6 7.00");
    EXPECT_THAT(rows_by(ReportPeriod::week),
                testing::ElementsAre("2026-01-26 3 5 7.00", "2026-02-02 0 0 0.00", "2026-02-09 5 6 7.00"));
    EXPECT_THAT(rows_by(ReportPeriod::month), testing::ElementsAre("2026-01-01 1 2 3.00", "2026-02-01 7 9 11.00"));
    const SalesReport report = reports.sales({.from = test::at("2026-01-30"), .to = test::at("2026-02-09"), .by = {}});
    EXPECT_EQ(report.total.orders, 8);
    EXPECT_EQ(report.total.units, 11);
    EXPECT_EQ(report.total.revenue, test::money("14.00"));
}

TEST_F(TheSalesReport, IsOfTheLastThirtyDaysUnlessTold) {
    EXPECT_CALL(repositories.reports, sales_by_day(_, test::at("2026-10-23"), test::at("2026-11-22")));
    EXPECT_CALL(repositories.reports, best_sellers(_, test::at("2026-10-23"), test::at("2026-11-22"), 10));
    EXPECT_EQ(reports.sales({}).items.size(), 30U);
}

TEST_F(TheSalesReport, RefusesARangeThatIsNoneOrTooLong) {
    EXPECT_TRUE(test::errors_of([&] {
                    reports.sales({.from = test::at("2026-01-02"), .to = test::at("2026-01-01"), .by = {}});
                }).contains("to"));
    EXPECT_TRUE(test::errors_of([&] {
                    reports.sales({.from = test::at("2020-01-01"), .to = test::at("2026-01-01"), .by = {}});
                }).contains("to"));
}

}  // namespace
}  // namespace till
