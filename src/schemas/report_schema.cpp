#include "schemas/schemas.h"

namespace till::schemas {
namespace {

template <class Figures>
Schema<Figures>&& with_figures(Schema<Figures>&& schema) {
    return std::move(schema)
        .field("orders", &Figures::orders, integer{.min = 0}, "How many orders")
        .field("units", &Figures::units, integer{.min = 0}, "How many pieces were in them")
        .computed(
            "revenue", [](const Figures& figures) { return figures.revenue; }, money_sum{}, "What they came to")
        .computed(
            "average_order", [](const Figures& figures) { return figures.average_order(); }, money_sum{},
            "Revenue by orders, rounded to the minor unit; null where there was no order");
}

}  // namespace

const Schema<SalesQuery>& sales_query() {
    static const auto schema =
        Schema<SalesQuery>("SalesQuery", "Which days")
            .field("from", &SalesQuery::from, date{},
                   "The first day; unless told, 29 days before the last. Days are those of the shop's time zone")
            .field("to", &SalesQuery::to, date{},
                   "The last day, which counts too; unless told, today. At most 1099 days after the first")
            .field("by", &SalesQuery::by, choice<ReportPeriod>{}, "What a row stands for", ReportPeriod::day);
    return schema;
}

const Schema<PeriodSales>& period_sales() {
    static const auto schema =
        with_figures(Schema<PeriodSales>("PeriodSales", "What was sold in a day, a week or a month")
                         .field("start", &PeriodSales::start, date{}, "Its first day; a week begins on Monday"));
    return schema;
}

const Schema<SalesFigures>& sales_figures() {
    static const auto schema = with_figures(Schema<SalesFigures>("SalesFigures", "What was sold"));
    return schema;
}

const Schema<ProductSales>& product_sales() {
    static const auto schema =
        Schema<ProductSales>("ProductSales", "What was sold of a product")
            .field("product_id", &ProductSales::product_id, id{},
                   "The product; null where the shop does not have it (any more, or never: an imported order named it)")
            .field("removed", &ProductSales::removed, boolean{}, "Whether the product was removed from the shop")
            .field("sku", &ProductSales::sku, text{}, "As the product has it now; of one that is not there, as sold")
            .field("name", &ProductSales::name, text{}, "As it is called now; of one that is not there, as sold")
            .field("units", &ProductSales::units, integer{.min = 0}, "How many pieces")
            .computed(
                "revenue", [](const ProductSales& sales) { return sales.revenue; }, money_sum{}, "What they came to");
    return schema;
}

const Schema<SalesReport>& sales_report() {
    static const auto schema =
        Schema<SalesReport>("SalesReport",
                            "What was sold, by the day on which it was ordered. Orders that were cancelled or came "
                            "back count nowhere, so the figures of a day change when one of its orders does")
            .field("from", &SalesReport::from, date{}, "The first day")
            .field("to", &SalesReport::to, date{}, "The last day, which counts too")
            .field("by", &SalesReport::by, choice<ReportPeriod>{}, "What a row stands for")
            .field("time_zone", &SalesReport::time_zone, text{.max = 64},
                   "Whose days these are: the shop's zone, by its IANA name")
            .field("currency", &SalesReport::currency, text{.min = 3, .max = 3}, "Of all amounts")
            .list("items", &SalesReport::items, period_sales(),
                  "One for each period of the range, in order, also where nothing was sold. The first and the last "
                  "hold only what lies within the range",
                  {.max = 1100})
            .nested("total", &SalesReport::total, sales_figures(), "The sum of all rows")
            .list("best_sellers", &SalesReport::best_sellers, product_sales(),
                  "The products that brought most: by revenue, of equal revenue by pieces", {.max = 10});
    return schema;
}

}  // namespace till::schemas
