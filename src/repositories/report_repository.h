#pragma once
#include <cstdint>
#include <vector>

#include "database/session.h"
#include "models/report.h"

namespace till {

/// Sums over orders. What was cancelled or came back is in none of them.
class ReportRepository {
 public:
    virtual ~ReportRepository() = default;

    /// What was placed from `begin` to before `end`, by day; days without orders are left out.
    virtual std::vector<PeriodSales> sales_by_day(database::Session& session, Timestamp begin, Timestamp end) = 0;
    /// The products that brought most, at most `count` of them.
    virtual std::vector<ProductSales> best_sellers(database::Session& session, Timestamp begin, Timestamp end,
                                                   std::int64_t count) = 0;
};

}  // namespace till
