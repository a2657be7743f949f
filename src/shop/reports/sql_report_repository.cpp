#include "shop/reports/sql_report_repository.h"

#include <map>

#include "platform/database/mapping.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Mapping;
using database::SqlSession;

// A database that passes 64 bits in a sum fails (SQLite) or says the largest number (MariaDB), so amounts are added up
// in the two parts of MoneySum. Both databases know these words.
static_assert(MoneySum::part_bits == 32);

std::string summed_high(const std::string& amount) { return "CAST(SUM((" + amount + ") >> 32) AS SIGNED INTEGER)"; }

std::string summed_low(const std::string& amount) {
    return "CAST(SUM((" + amount + ") & 4294967295) AS SIGNED INTEGER)";
}

// The range of the index on placed_at is all that is looked at.
constexpr const char* sold =
    "WHERE orders.placed_at >= :begin AND orders.placed_at < :end "
    "AND orders.status NOT IN ('cancelled', 'returned') ";

/// What a product of the shop is called.
struct ProductName {
    ProductId id = 0;
    std::optional<std::string> sku;
    std::string name;
};

const Mapping<ProductName>& name_mapping() {
    static const auto mapping = Mapping<ProductName>("products")
                                    .column("id", &ProductName::id)
                                    .column("sku", &ProductName::sku)
                                    .column("name", &ProductName::name);
    return mapping;
}

/// Best sellers by the ids, SKUs and names of their lines. The low part of a sum is carried into the high one before
/// they are compared, so that the order is that of the whole sums.
std::string best_sellers_sql() {
    return "SELECT product_id, sold_sku, sold_name, units, high_part, low_part FROM (SELECT product_id, MAX(sku) AS "
           "sold_sku, MAX(order_lines.name) AS sold_name, CAST(SUM(quantity) AS SIGNED INTEGER) AS units, " +
           summed_high("unit_price * quantity") + " AS high_part, " + summed_low("unit_price * quantity") +
           " AS low_part FROM orders JOIN order_lines ON order_lines.order_id = orders.id " + sold +
           "GROUP BY product_id, CASE WHEN product_id IS NULL THEN sku END, "
           "CASE WHEN product_id IS NULL AND sku IS NULL THEN order_lines.name END) AS sums "
           "ORDER BY high_part + (low_part >> 32) DESC, low_part & 4294967295 DESC, units DESC, "
           "product_id IS NULL, product_id, sold_sku, sold_name LIMIT :count";
}

/// Gives them the names that they have today.
void name_anew(SqlSession& session, std::vector<ProductSales>& sellers) {
    std::vector<ProductId> ids;
    for (const ProductSales& seller : sellers) {
        if (seller.product_id) ids.push_back(*seller.product_id);
    }
    depend_on_each(session, Topic::product, ids);
    std::map<ProductId, ProductName> names;
    for (ProductName& product : session.select_among(name_mapping(), "id", std::span<const ProductId>(ids))) {
        names.emplace(product.id, std::move(product));
    }
    for (ProductSales& seller : sellers) {
        if (!seller.product_id) continue;
        const auto known = names.find(*seller.product_id);
        if (known == names.end()) {
            seller.removed = true;
            seller.product_id = std::nullopt;
        } else {
            seller.sku = known->second.sku;
            seller.name = known->second.name;
        }
    }
}

}  // namespace

std::vector<DaySales> SqlReportRepository::sales_by_day(SqlSession& session, std::span<const EqualDays> days) {
    session.depends_on(tag(Topic::orders));
    const std::string sql =
        "SELECT placed_at - (placed_at - :origin) % :length AS day_begin, COUNT(*), "
        "CAST(SUM(item_count) AS SIGNED INTEGER), " +
        summed_high("total") + ", " + summed_low("total") + " FROM orders " + sold +
        "GROUP BY day_begin ORDER BY day_begin";
    std::vector<DaySales> all;
    for (const EqualDays& run : days) {
        for (const auto& [begin, orders, units, high, low] :
             session.rows<Timestamp, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
                 sql, run.begin, std::int64_t{run.length.count()}, run.begin, run.end)) {
            DaySales& sales = all.emplace_back();
            sales.begin = begin;
            sales.orders = orders;
            sales.units = units;
            sales.revenue = MoneySum::from_parts(high, low);
        }
    }
    return all;
}

std::vector<ProductSales> SqlReportRepository::best_sellers(SqlSession& session, Timestamp begin, Timestamp end,
                                                            std::int64_t count) {
    session.depends_on(tag(Topic::orders));
    static const std::string sql = best_sellers_sql();
    std::vector<ProductSales> sellers;
    for (auto& [product, sku, name, units, high, low] :
         session.rows<std::optional<ProductId>, std::optional<std::string>, std::string, std::int64_t, std::int64_t,
                      std::int64_t>(sql, begin, end, count)) {
        sellers.push_back({.product_id = product,
                           .removed = false,
                           .sku = std::move(sku),
                           .name = std::move(name),
                           .units = units,
                           .revenue = MoneySum::from_parts(high, low)});
    }
    name_anew(session, sellers);
    return sellers;
}

}  // namespace till
