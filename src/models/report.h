#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.h"
#include "models/money.h"
#include "models/named.h"
#include "utils/clock.h"

namespace till {

enum class ReportPeriod : std::uint8_t { day, week, month };

template <>
struct Names<ReportPeriod> {
    static constexpr std::string_view names[] = {"day", "week", "month"};
};

/// Days in UTC, both of them included. What is not given is filled in by the service.
struct SalesQuery {
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    ReportPeriod by = ReportPeriod::day;
};

struct SalesFigures {
    std::int64_t orders = 0;
    std::int64_t units = 0;
    Money revenue;

    SalesFigures& operator+=(const SalesFigures& other) {
        orders += other.orders;
        units += other.units;
        revenue += other.revenue;
        return *this;
    }
};

struct PeriodSales : SalesFigures {
    Timestamp start;  ///< the midnight at which the day, the week (a Monday) or the month begins
};

/// What was sold of a product; of one that the shop does not have (any more, or never), by its SKU or its name.
struct ProductSales {
    std::optional<ProductId> product_id;
    std::optional<std::string> sku;
    std::string name;
    std::int64_t units = 0;
    Money revenue;
};

struct SalesReport {
    Timestamp from;
    Timestamp to;
    ReportPeriod by = ReportPeriod::day;
    std::string currency;
    std::vector<PeriodSales> items;
    SalesFigures total;
    std::vector<ProductSales> best_sellers;
};

}  // namespace till
