#include "shop/reports/report_schema.h"

namespace till::schemas {
namespace {

template <class Figures>
Schema<Figures>&& with_figures(Schema<Figures>&& schema, const Currency& currency) {
    return std::move(schema)
        .field("orders", &Figures::orders, integer{.min = 0}, "Number of orders")
        .field("units", &Figures::units, integer{.min = 0}, "Units sold")
        .computed(
            "revenue", [](const Figures& figures) { return figures.revenue; }, money_sum{currency}, "Revenue")
        .computed(
            "average_order", [](const Figures& figures) { return figures.average_order(); }, money_sum{currency},
            "Average revenue per order, rounded to the minor unit; null if there are no orders")
        .example({{"orders", 14},
                  {"units", 31},
                  {"revenue", Money::from_minor(48750).text(currency)},
                  {"average_order", Money::from_minor(3482).text(currency)}});
}

Schema<PeriodSales> period_sales_schema(const ShopSettings& shop) {
    return with_figures(
        Schema<PeriodSales>("PeriodSales", "Sales in a day, week or month")
            .field("start", &PeriodSales::start, date{}, "First day of the period; a week begins on Monday"),
        shop.currency);
}

Schema<SalesFigures> sales_figures_schema(const ShopSettings& shop) {
    return with_figures(Schema<SalesFigures>("SalesFigures", "Sales"), shop.currency);
}

Schema<ProductSales> product_sales_schema(const ShopSettings& shop) {
    return Schema<ProductSales>("ProductSales", "Sales of a product")
        .field("product_id", &ProductSales::product_id, id{},
               "Product ID; null if the product was deleted, or if it exists only in an imported order")
        .field("removed", &ProductSales::removed, boolean{}, "Whether the product was deleted")
        .field("sku", &ProductSales::sku, text{}, "Current SKU; if the product does not exist, the SKU as sold")
        .field("name", &ProductSales::name, text{}, "Current name; if the product does not exist, the name as sold")
        .field("units", &ProductSales::units, integer{.min = 0}, "Units sold")
        .computed(
            "revenue", [](const ProductSales& sales) { return sales.revenue; }, money_sum{shop.currency}, "Revenue")
        .example({{"product_id", 42},
                  {"sku", "CUP-042"},
                  {"name", "Espresso cup"},
                  {"units", 12},
                  {"revenue", Money::from_minor(15000).text(shop.currency)}});
}

Schema<SalesReport> sales_report_schema(const ShopSettings& shop, const Schema<PeriodSales>& period,
                                        const Schema<SalesFigures>& figures, const Schema<ProductSales>& product) {
    return Schema<SalesReport>("SalesReport",
                               "Sales by the day of the order. Cancelled and returned orders are not counted, so the "
                               "numbers of a day change when one of its orders is cancelled or returned")
        .field("from", &SalesReport::from, date{}, "First day")
        .field("to", &SalesReport::to, date{}, "Last day, inclusive")
        .field("by", &SalesReport::by, choice<ReportPeriod>{}, "Period of each row")
        .field("time_zone", &SalesReport::time_zone, text{.max = 64},
               "The shop's time zone, which defines the days, by its IANA name")
        .field("currency", &SalesReport::currency, text{.min = 3, .max = 3},
               "Currency of all amounts, as an ISO 4217 code")
        .list("items", &SalesReport::items, period,
              "One row for each period of the range, in order, including periods without sales. The first and the "
              "last row contain only days within the range",
              {.max = 1100})
        .nested("total", &SalesReport::total, figures, "Sum of all rows")
        .list("best_sellers", &SalesReport::best_sellers, product,
              "Best-selling products, by revenue, then by units sold", {.max = 10})
        .example({{"time_zone", "Europe/Berlin"}, {"currency", shop.currency.code()}});
}

}  // namespace

const Schema<SalesQuery>& sales_query() {
    static const auto schema =
        Schema<SalesQuery>("SalesQuery", "Range and periods of a report")
            .field("from", &SalesQuery::from, date{},
                   "First day of the range, in the shop's time zone. Default: 29 days before `to`")
            .field("to", &SalesQuery::to, date{},
                   "Last day of the range, inclusive. Default: today. At most 1099 days after `from`")
            .field("by", &SalesQuery::by, choice<ReportPeriod>{}, "Period of each row", ReportPeriod::day);
    return schema;
}

}  // namespace till::schemas

namespace till {

ReportSchemas::ReportSchemas(const ShopSettings& shop)
    : period_sales(schemas::period_sales_schema(shop)),
      sales_figures(schemas::sales_figures_schema(shop)),
      product_sales(schemas::product_sales_schema(shop)),
      sales_report(schemas::sales_report_schema(shop, period_sales, sales_figures, product_sales)) {}

}  // namespace till
