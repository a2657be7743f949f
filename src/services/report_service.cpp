#include "services/report_service.h"

#include <chrono>

#include "utils/refusal.h"

namespace till {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

constexpr days usual_range{29};

sys_days start_of(ReportPeriod period, sys_days day) {
    if (period == ReportPeriod::week) return day - (std::chrono::weekday(day) - std::chrono::Monday);
    if (period == ReportPeriod::month) {
        const std::chrono::year_month_day date(day);
        return date.year() / date.month() / 1;
    }
    return day;
}

// With a row for each period, in order.
void fold(const std::vector<PeriodSales>& by_day, SalesReport& report) {
    auto next = by_day.begin();
    const auto to = floor<days>(report.to);
    for (auto day = floor<days>(report.from); day <= to; day += days(1)) {
        const Timestamp start = start_of(report.by, day);
        if (report.items.empty() || report.items.back().start != start) report.items.emplace_back().start = start;
        if (next == by_day.end() || next->start != Timestamp(day)) continue;
        report.items.back() += *next;
        report.total += *next;
        ++next;
    }
}

}  // namespace

SalesReport ReportService::sales(const SalesQuery& query) {
    SalesReport report;
    report.to = query.to.value_or(floor<days>(clock_.now()));
    report.from = query.from.value_or(std::max(Timestamp{}, report.to - usual_range));
    report.by = query.by;
    report.currency = Currency::of_the_shop().code();
    if (report.to < report.from) throw Refusal::invalid("to", "must not be before from");
    if (report.to - report.from >= days(days_max)) {
        throw Refusal::invalid("to", "must be at most " + std::to_string(days_max - 1) + " days after from");
    }
    const Timestamp end = report.to + days(1);
    std::vector<PeriodSales> by_day;
    database_.read([&](database::Session& session) {
        by_day = reports_.sales_by_day(session, report.from, end);
        report.best_sellers = reports_.best_sellers(session, report.from, end, best_sellers_count);
    });
    fold(by_day, report);
    return report;
}

}  // namespace till
