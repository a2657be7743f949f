#pragma once
#include "api/schema.h"
#include "shop/kernel/shop_settings.h"
#include "shop/reports/report.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<SalesQuery>& sales_query();

}  // namespace till::schemas

namespace till {

/// The JSON form of reports in a shop. Made once for each application.
struct ReportSchemas {
    /// `shop` must outlive it.
    explicit ReportSchemas(const ShopSettings& shop);
    ReportSchemas(const ReportSchemas&) = delete;
    ReportSchemas& operator=(const ReportSchemas&) = delete;

    const schemas::Schema<PeriodSales> period_sales;
    const schemas::Schema<SalesFigures> sales_figures;
    const schemas::Schema<ProductSales> product_sales;
    const schemas::Schema<SalesReport> sales_report;
};

}  // namespace till
