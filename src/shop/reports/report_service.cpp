#include "shop/reports/report_service.h"

#include <algorithm>
#include <chrono>

#include "platform/errors/refusal.h"

namespace till {
namespace {

using std::chrono::days;

constexpr days usual_range{29};

Day start_of(ReportPeriod period, Day day) {
    if (period == ReportPeriod::week) return day - (std::chrono::weekday(day) - std::chrono::Monday);
    if (period == ReportPeriod::month) {
        const std::chrono::year_month_day date(day);
        return Day(date.year() / date.month() / 1);
    }
    return day;
}

/// The moments at which the days of a range begin, and that at which the last of them ends.
std::vector<Timestamp> beginnings(const TimeZone& zone, Day from, Day to) {
    std::vector<Timestamp> moments;
    for (Day day = from; day <= to + days(1); day += days(1)) moments.push_back(zone.start_of(day));
    return moments;
}

std::vector<EqualDays> equal_days(const std::vector<Timestamp>& beginnings) {
    std::vector<EqualDays> runs;
    for (std::size_t i = 0; i + 1 < beginnings.size(); ++i) {
        const auto length = beginnings[i + 1] - beginnings[i];
        if (length.count() == 0) continue;  // a day that the zone left out
        if (runs.empty() || runs.back().length != length) runs.push_back({beginnings[i], {}, length});
        runs.back().end = beginnings[i + 1];
    }
    return runs;
}

// With a row for each period, in order.
void fold(const std::vector<DaySales>& by_day, const std::vector<Timestamp>& beginnings, SalesReport& report) {
    auto next = by_day.begin();
    Day day = report.from;
    for (std::size_t i = 0; i + 1 < beginnings.size(); ++i, day += days(1)) {
        const Day start = start_of(report.by, day);
        if (report.items.empty() || report.items.back().start != start) report.items.emplace_back().start = start;
        if (next == by_day.end() || next->begin >= beginnings[i + 1]) continue;
        report.items.back() += *next;
        report.total += *next;
        ++next;
    }
}

}  // namespace

SalesReport ReportService::sales(const SalesQuery& query) {
    const TimeZone& zone = shop_.time_zone;
    SalesReport report;
    report.to = query.to.value_or(zone.day_of(clock_.now()));
    report.from = query.from.value_or(std::max(Day(), report.to - usual_range));
    report.by = query.by;
    report.time_zone = zone.name();
    report.currency = shop_.currency.code();
    if (report.to < report.from) throw Refusal::invalid("to", "must not be earlier than from");
    if (report.to - report.from >= days(days_max)) {
        throw Refusal::invalid("to", "must be at most " + std::to_string(days_max - 1) + " days after from");
    }
    const std::vector<Timestamp> moments = beginnings(zone, report.from, report.to);
    const std::vector<EqualDays> runs = equal_days(moments);
    std::vector<DaySales> by_day;
    database_.read([&](database::SqlSession& session) {
        by_day = reports_.sales_by_day(session, runs);
        report.best_sellers = reports_.best_sellers(session, moments.front(), moments.back(), best_sellers_count);
    });
    fold(by_day, moments, report);
    return report;
}

}  // namespace till
