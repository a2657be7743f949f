#include "shop/reports/report_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

Day day_of(std::string_view text) { return parse_day(text).value(); }

DaySales sales(std::string_view begin, std::int64_t orders, std::int64_t units, std::string_view revenue) {
    DaySales sales;
    sales.begin = test::at(begin);
    sales.orders = orders;
    sales.units = units;
    sales.revenue = test::money(revenue);
    return sales;
}

/// One run of days between two midnights in UTC.
MATCHER_P2(DaysFrom, begin, end, "") {
    return arg.size() == 1 && arg.front().begin == test::at(begin) && arg.front().end == test::at(end) &&
           arg.front().length == std::chrono::hours(24);
}

class TheSalesReport : public testing::Test {
 public:
    std::vector<std::string> rows_by(ReportPeriod period) {
        std::vector<std::string> rows;
        for (const PeriodSales& row :
             reports.sales({.from = day_of("2026-01-30"), .to = day_of("2026-02-09"), .by = period}).items) {
            rows.push_back(format_day(row.start) + " " + std::to_string(row.orders) + " " + std::to_string(row.units) +
                           " " + row.revenue.text(settings.currency));
        }
        return rows;
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    ShopSettings settings;
    ReportService reports{database, repositories.reports, clock, settings};
};

TEST_F(TheSalesReport, FoldsDaysIntoPeriods) {
    ON_CALL(repositories.reports, sales_by_day(_, DaysFrom("2026-01-30", "2026-02-10")))
        .WillByDefault(Return(std::vector<DaySales>{
            sales("2026-01-31", 1, 2, "3.00"), sales("2026-02-01", 2, 3, "4.00"), sales("2026-02-09", 5, 6, "7.00")}));
    const auto days = rows_by(ReportPeriod::day);
    ASSERT_EQ(days.size(), 11U);
    EXPECT_EQ(days[0], "2026-01-30 0 0 0.00");
    EXPECT_EQ(days[1], "2026-01-31 1 2 3.00");
    EXPECT_EQ(days[10], "2026-02-09 5 6 7.00");
    EXPECT_THAT(rows_by(ReportPeriod::week),
                testing::ElementsAre("2026-01-26 3 5 7.00", "2026-02-02 0 0 0.00", "2026-02-09 5 6 7.00"));
    EXPECT_THAT(rows_by(ReportPeriod::month), testing::ElementsAre("2026-01-01 1 2 3.00", "2026-02-01 7 9 11.00"));
    const SalesReport report = reports.sales({.from = day_of("2026-01-30"), .to = day_of("2026-02-09"), .by = {}});
    EXPECT_EQ(report.total.orders, 8);
    EXPECT_EQ(report.total.units, 11);
    EXPECT_EQ(report.total.revenue, test::money("14.00"));
    EXPECT_EQ(report.total.average_order()->text(settings.currency), "1.75");
    EXPECT_EQ(report.items[1].average_order()->text(settings.currency), "3.00");
    EXPECT_FALSE(report.items[0].average_order());
}

TEST_F(TheSalesReport, IsOfTheLastThirtyDaysUnlessTold) {
    EXPECT_CALL(repositories.reports, sales_by_day(_, DaysFrom("2026-10-23", "2026-11-22")));
    EXPECT_CALL(repositories.reports, best_sellers(_, test::at("2026-10-23"), test::at("2026-11-22"), 10));
    EXPECT_EQ(reports.sales({}).items.size(), 30U);
}

/// The same in a shop elsewhere.
class TheSalesReportElsewhere : public TheSalesReport {
 public:
    /// `begin/hours of a day` of each requested run of days.
    std::vector<std::string> runs_in(const std::string& zone, const char* from, const char* to) {
        settings.time_zone = TimeZone::find(zone).value();
        std::vector<std::string> runs;
        EXPECT_CALL(repositories.reports, sales_by_day).WillOnce([&](auto&, std::span<const EqualDays> days) {
            for (const EqualDays& run : days) {
                runs.push_back(format_rfc3339(run.begin).substr(0, 16) + "/" +
                               std::to_string(std::chrono::duration_cast<std::chrono::minutes>(run.length).count()));
            }
            return std::vector<DaySales>{};
        });
        EXPECT_EQ(reports.sales({.from = day_of(from), .to = day_of(to), .by = {}}).time_zone, zone);
        return runs;
    }
};

TEST_F(TheSalesReportElsewhere, HasDaysAsLongAsTheZoneHasThem) {
    using testing::ElementsAre;
    EXPECT_THAT(runs_in("Europe/Berlin", "2026-03-28", "2026-03-31"),
                ElementsAre("2026-03-27T23:00/1440", "2026-03-28T23:00/1380", "2026-03-29T22:00/1440"));
    EXPECT_THAT(runs_in("Europe/Berlin", "2026-10-25", "2026-10-25"), ElementsAre("2026-10-24T22:00/1500"));
    EXPECT_THAT(runs_in("America/New_York", "2026-03-08", "2026-03-09"),
                ElementsAre("2026-03-08T05:00/1380", "2026-03-09T04:00/1440"));
    EXPECT_THAT(runs_in("Asia/Kathmandu", "2026-03-28", "2026-03-31"), ElementsAre("2026-03-27T18:15/1440"));
    EXPECT_THAT(runs_in("Australia/Lord_Howe", "2026-04-05", "2026-04-05"), ElementsAre("2026-04-04T13:00/1470"));
    EXPECT_THAT(runs_in("America/Sao_Paulo", "2018-11-03", "2018-11-04"),
                ElementsAre("2018-11-03T03:00/1440", "2018-11-04T03:00/1380"))
        << "midnight itself is left out";
    EXPECT_THAT(runs_in("Pacific/Apia", "2011-12-29", "2011-12-31"), ElementsAre("2011-12-29T10:00/1440"))
        << "a day that Samoa did not have";
}

TEST_F(TheSalesReportElsewhere, FoldsTheDaysOfTheShop) {
    settings.time_zone = TimeZone::find("America/New_York").value();
    ON_CALL(repositories.reports, sales_by_day)
        .WillByDefault(Return(std::vector<DaySales>{sales("2026-02-28T05:00:00Z", 1, 1, "1.00"),
                                                    sales("2026-03-08T05:00:00Z", 1, 1, "2.00"),
                                                    sales("2026-03-09T04:00:00Z", 1, 1, "4.00")}));
    const auto rows = [&](ReportPeriod by) {
        std::vector<std::string> found;
        for (const PeriodSales& row :
             reports.sales({.from = day_of("2026-02-28"), .to = day_of("2026-03-09"), .by = by}).items) {
            if (row.orders > 0) found.push_back(format_day(row.start) + " " + row.revenue.text(settings.currency));
        }
        return found;
    };
    EXPECT_THAT(rows(ReportPeriod::day), testing::ElementsAre("2026-02-28 1.00", "2026-03-08 2.00", "2026-03-09 4.00"));
    EXPECT_THAT(rows(ReportPeriod::week),
                testing::ElementsAre("2026-02-23 1.00", "2026-03-02 2.00", "2026-03-09 4.00"));
    EXPECT_THAT(rows(ReportPeriod::month), testing::ElementsAre("2026-02-01 1.00", "2026-03-01 6.00"));
}

TEST_F(TheSalesReportElsewhere, EndsTodayAsTheShopHasIt) {
    settings.time_zone = TimeZone::find("Pacific/Auckland").value();
    clock.time = test::at("2026-11-20T11:30:00Z");
    EXPECT_EQ(format_day(reports.sales({}).to), "2026-11-21");
    settings.time_zone = TimeZone::find("America/Los_Angeles").value();
    clock.time = test::at("2026-11-20T07:30:00Z");
    EXPECT_EQ(format_day(reports.sales({}).to), "2026-11-19");
}

TEST_F(TheSalesReport, RefusesARangeThatIsNoneOrTooLong) {
    EXPECT_TRUE(test::errors_of([&] {
                    reports.sales({.from = day_of("2026-01-02"), .to = day_of("2026-01-01"), .by = {}});
                }).contains("to"));
    EXPECT_TRUE(test::errors_of([&] {
                    reports.sales({.from = day_of("2020-01-01"), .to = day_of("2026-01-01"), .by = {}});
                }).contains("to"));
}

}  // namespace
}  // namespace till
