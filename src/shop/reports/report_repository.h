#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/reports/report.h"

namespace till {

/// Sums over orders. What was cancelled or came back is in none of them.
class ReportRepository {
 public:
    virtual ~ReportRepository() = default;

    /// What was placed on these days, which are in order; days without orders are left out.
    virtual std::vector<DaySales> sales_by_day(database::SqlSession& session, std::span<const EqualDays> days) = 0;
    /// The products that brought most of what was placed from `begin` to before `end`, at most `count` of them: by
    /// revenue, of equal revenue by units, then by id.
    virtual std::vector<ProductSales> best_sellers(database::SqlSession& session, Timestamp begin, Timestamp end,
                                                   std::int64_t count) = 0;
};

}  // namespace till
