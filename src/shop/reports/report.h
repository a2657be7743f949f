#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/time/clock.h"
#include "platform/time/time_zone.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/money.h"
#include "shop/kernel/named.h"

namespace till {

enum class ReportPeriod : std::uint8_t { day, week, month };

template <>
struct Names<ReportPeriod> {
    static constexpr std::string_view names[] = {"day", "week", "month"};
};

/// Days of the shop, both of them included. What is not given is filled in by the service.
struct SalesQuery {
    std::optional<Day> from;
    std::optional<Day> to;
    ReportPeriod by = ReportPeriod::day;
};

struct SalesFigures {
    std::int64_t orders = 0;
    std::int64_t units = 0;
    MoneySum revenue;

    /// What an order came to; nothing where there was none.
    std::optional<MoneySum> average_order() const {
        return orders == 0 ? std::nullopt : std::optional(revenue.divided_by(orders));
    }

    SalesFigures& operator+=(const SalesFigures& other) {
        orders += other.orders;
        units += other.units;
        revenue += other.revenue;
        return *this;
    }
};

/// Days that follow one another and are equally long, such as all between two changes of the clocks.
struct EqualDays {
    Timestamp begin;
    Timestamp end;
    std::chrono::milliseconds length;  ///< of each; above 0
};

struct DaySales : SalesFigures {
    Timestamp begin;  ///< of the day
};

struct PeriodSales : SalesFigures {
    Day start;  ///< the day, the Monday of the week, or the first of the month
};

/// What was sold of a product, under the name and the SKU that it has now. A product that the shop does not have is
/// listed under those of its sale: a product that was removed, and one of an imported order that it never had.
struct ProductSales {
    std::optional<ProductId> product_id;  ///< of one that is there
    bool removed = false;                 ///< it was the shop's, and is gone
    std::optional<std::string> sku;
    std::string name;
    std::int64_t units = 0;
    MoneySum revenue;
};

struct SalesReport {
    Day from;
    Day to;
    ReportPeriod by = ReportPeriod::day;
    std::string time_zone;
    std::string currency;
    std::vector<PeriodSales> items;
    SalesFigures total;
    std::vector<ProductSales> best_sellers;
};

}  // namespace till
