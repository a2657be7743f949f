#pragma once
#include "shop/reports/report_repository.h"

namespace till {

class SqlReportRepository : public ReportRepository {
 public:
    std::vector<DaySales> sales_by_day(database::SqlSession& session, std::span<const EqualDays> days) override;
    std::vector<ProductSales> best_sellers(database::SqlSession& session, Timestamp begin, Timestamp end,
                                           std::int64_t count) override;
};

}  // namespace till
