#include "repositories/sql_report_repository.h"

#include "repositories/stored.h"
#include "repositories/topics.h"

namespace till {
namespace {

using database::Session;

// Sums of money are added up in two parts, millions and the rest, because a database that passes 64 bits in a sum fails
// (SQLite) or says the largest number (MariaDB): what does not fit is found here. The divisions have no remainder, and
// both databases know these words.
constexpr std::int64_t part = 1'000'000;

std::string summed(const std::string& amount) {
    return "CAST(SUM((" + amount + " - " + amount + " % 1000000) / 1000000) AS SIGNED INTEGER), CAST(SUM(" + amount +
           " % 1000000) AS SIGNED INTEGER)";
}

Money sum_of(std::int64_t millions, std::int64_t rest) {
    return Money::from_minor(millions) * part + Money::from_minor(rest);
}

// The range of the index on placed_at is all that is looked at.
constexpr const char* sold =
    "WHERE orders.placed_at >= :begin AND orders.placed_at < :end "
    "AND orders.status NOT IN ('cancelled', 'returned') ";

}  // namespace

std::vector<PeriodSales> SqlReportRepository::sales_by_day(Session& session, Timestamp begin, Timestamp end) {
    session.depends_on(tag(Topic::orders));
    const std::string sql = "SELECT day, COUNT(*), CAST(SUM(units) AS SIGNED INTEGER), " + summed("total") +
                            " FROM (SELECT placed_at - placed_at % 86400000 AS day, total, "
                            "(SELECT SUM(quantity) FROM order_lines WHERE order_id = orders.id) AS units FROM orders " +
                            sold + ") AS sales GROUP BY day ORDER BY day";
    std::vector<PeriodSales> days;
    for (const auto& [day, orders, units, millions, rest] :
         session.rows<Timestamp, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(sql, begin, end)) {
        PeriodSales& sales = days.emplace_back();
        sales.start = day;
        sales.orders = orders;
        sales.units = units;
        sales.revenue = sum_of(millions, rest);
    }
    return days;
}

std::vector<ProductSales> SqlReportRepository::best_sellers(Session& session, Timestamp begin, Timestamp end,
                                                            std::int64_t count) {
    session.depends_on(tag(Topic::orders));
    const std::string sql =
        "SELECT MAX(product_id), MAX(sku), MAX(name), CAST(SUM(quantity) AS SIGNED INTEGER), " +
        summed("(unit_price * quantity)") + " FROM orders JOIN order_lines ON order_lines.order_id = orders.id " +
        sold +
        "GROUP BY COALESCE(product_id, 0), CASE WHEN product_id IS NULL THEN COALESCE(sku, name) ELSE '' END "
        "ORDER BY 5 DESC, 6 DESC, 4 DESC, 3 LIMIT :count";
    std::vector<ProductSales> products;
    for (auto& [product, sku, name, units, millions, rest] :
         session.rows<std::optional<ProductId>, std::optional<std::string>, std::string, std::int64_t, std::int64_t,
                      std::int64_t>(sql, begin, end, count)) {
        products.push_back({product, std::move(sku), std::move(name), units, sum_of(millions, rest)});
    }
    return products;
}

}  // namespace till
