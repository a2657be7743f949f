#include "shop/reports/report_schema.h"

namespace till::schemas {
namespace {

template <class Figures>
Schema<Figures>&& with_figures(Schema<Figures>&& schema) {
    return std::move(schema)
        .field("orders", &Figures::orders, integer{.min = 0}, "Number of orders")
        .field("units", &Figures::units, integer{.min = 0}, "Units sold")
        .computed(
            "revenue", [](const Figures& figures) { return figures.revenue; }, money_sum{}, "Revenue")
        .computed(
            "average_order", [](const Figures& figures) { return figures.average_order(); }, money_sum{},
            "Average revenue per order, rounded to the minor unit; null if there are no orders");
}

}  // namespace

const Schema<SalesQuery>& sales_query() {
    static const auto schema =
        Schema<SalesQuery>("SalesQuery", "Which days")
            .field("from", &SalesQuery::from, date{},
                   "First day, in the shop's time zone. Default: 29 days before `to`")
            .field("to", &SalesQuery::to, date{}, "Last day, inclusive. Default: today. At most 1099 days after `from`")
            .field("by", &SalesQuery::by, choice<ReportPeriod>{}, "Period of each row", ReportPeriod::day);
    return schema;
}

const Schema<PeriodSales>& period_sales() {
    static const auto schema = with_figures(
        Schema<PeriodSales>("PeriodSales", "Sales in a day, week or month")
            .field("start", &PeriodSales::start, date{}, "First day of the period; a week begins on Monday"));
    return schema;
}

const Schema<SalesFigures>& sales_figures() {
    static const auto schema = with_figures(Schema<SalesFigures>("SalesFigures", "Sales"));
    return schema;
}

const Schema<ProductSales>& product_sales() {
    static const auto schema =
        Schema<ProductSales>("ProductSales", "Sales of a product")
            .field("product_id", &ProductSales::product_id, id{},
                   "The product's id; null if the product was removed, or if an imported order named one that the shop "
                   "never had")
            .field("removed", &ProductSales::removed, boolean{}, "Whether the product was removed from the shop")
            .field("sku", &ProductSales::sku, text{}, "Current SKU; if the product does not exist, the SKU as sold")
            .field("name", &ProductSales::name, text{}, "Current name; if the product does not exist, the name as sold")
            .field("units", &ProductSales::units, integer{.min = 0}, "Units sold")
            .computed(
                "revenue", [](const ProductSales& sales) { return sales.revenue; }, money_sum{}, "Revenue");
    return schema;
}

const Schema<SalesReport>& sales_report() {
    static const auto schema =
        Schema<SalesReport>("SalesReport",
                            "Sales by the day of the order. Cancelled and returned orders are not counted, so the "
                            "figures of a day change when one of its orders is cancelled or returned")
            .field("from", &SalesReport::from, date{}, "First day")
            .field("to", &SalesReport::to, date{}, "Last day, inclusive")
            .field("by", &SalesReport::by, choice<ReportPeriod>{}, "Period of each row")
            .field("time_zone", &SalesReport::time_zone, text{.max = 64},
                   "The shop's time zone, which defines the days, by its IANA name")
            .field("currency", &SalesReport::currency, text{.min = 3, .max = 3}, "Currency of all amounts")
            .list("items", &SalesReport::items, period_sales(),
                  "One row for each period of the range, in order, including periods without sales. The first and the "
                  "last row contain only days within the range",
                  {.max = 1100})
            .nested("total", &SalesReport::total, sales_figures(), "Sum of all rows")
            .list("best_sellers", &SalesReport::best_sellers, product_sales(),
                  "Best-selling products, by revenue, then by units sold", {.max = 10});
    return schema;
}

}  // namespace till::schemas
