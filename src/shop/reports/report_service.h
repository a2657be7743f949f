#pragma once
#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/kernel/shop_settings.h"
#include "shop/reports/report.h"
#include "shop/reports/report_repository.h"

namespace till {

/// Figures of the shop, worked out by the database.
class ReportService {
 public:
    static constexpr int days_max = 1100;
    static constexpr int best_sellers_count = 10;

    ReportService(database::Database& database, ReportRepository& reports, const Clock& clock, const ShopSettings& shop)
        : database_(database), reports_(reports), clock_(clock), shop_(shop) {}

    /// Every day, week or month of the range, as the shop's time zone has them, also those without sales; the first and
    /// the last of them count only what lies in the range. Up to today, and from 29 days before the end, where the
    /// query does not say. Refuses a range that is none or longer than days_max.
    SalesReport sales(const SalesQuery& query);

 private:
    database::Database& database_;
    ReportRepository& reports_;
    const Clock& clock_;
    const ShopSettings& shop_;
};

}  // namespace till
