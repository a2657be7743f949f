#include "repositories/product_search.h"

#include <algorithm>

#include "repositories/stored.h"
#include "utils/unicode.h"

namespace till {
namespace {

using database::Cell;
using database::Query;

// The last code point: a prefix's range ends before the prefix with it behind.
constexpr std::string_view last_code_point = "\xF4\x8F\xBF\xBF";

std::vector<std::string> distinct_words(std::string_view search) {
    std::vector<std::string> words = fold_words(search);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

// Products that have a word with each of the prefixes, with a score: the weight of the best match of each prefix, twice
// where the word is whole.
Query hits_of(const std::vector<std::string>& prefixes) {
    Query query("(SELECT product_id, SUM(best) AS score FROM (");
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        const std::string n = std::to_string(i);
        query.add((i == 0 ? "" : " UNION ALL ") + ("SELECT product_id, MAX(CASE WHEN word = :whole" + n) +
                      " THEN 2 * weight ELSE weight END) AS best FROM product_words WHERE word >= :first" + n +
                      " AND word < :end" + n + " GROUP BY product_id",
                  prefixes[i], prefixes[i], prefixes[i] + std::string(last_code_point));
    }
    query.add(") AS matches GROUP BY product_id HAVING COUNT(*) = :prefixes) AS hits", prefixes.size());
    return query;
}

std::vector<SortColumn> order_of(const ProductQuery& query) {
    const auto by = [](std::string column, bool descending, Cell::Kind kind = Cell::Kind::integer) {
        return std::vector<SortColumn>{{std::move(column), descending, kind}, {"products.id", descending}};
    };
    switch (query.sort.value_or(ProductSort::relevance)) {
        case ProductSort::relevance:
            break;
        case ProductSort::name:
            return by("products.name_key", false, Cell::Kind::text);
        case ProductSort::name_descending:
            return by("products.name_key", true, Cell::Kind::text);
        case ProductSort::price:
            return by("products.price", false);
        case ProductSort::price_descending:
            return by("products.price", true);
        case ProductSort::created_at:
            return by("products.created_at", false);
        case ProductSort::created_at_descending:
            return by("products.created_at", true);
    }
    if (query.search) return {{"hits.score", true}, {"products.id"}};
    return {{"products.id"}};
}

// A mark in the order of prices lies within the bound that the list begins at.
bool is_behind_price(const ProductQuery& query, ProductSort sort) { return query.after && query.sort == sort; }

}  // namespace

std::optional<Listing> listing_of(const ProductQuery& query) {
    Query selection("FROM ");
    const std::vector<std::string> prefixes = distinct_words(query.search.value_or(""));
    if (query.search) {
        if (prefixes.empty()) return std::nullopt;
        // CROSS JOIN keeps SQLite from turning the join around: few hits, many products.
        selection.add(hits_of(prefixes)).add(" CROSS JOIN products ON products.id = hits.product_id");
    } else {
        selection.add("products");
    }
    if (query.in_stock) selection.add(" JOIN stock ON stock.product_id = products.id");
    selection.add(" WHERE 1 = 1");
    if (query.min_price && !is_behind_price(query, ProductSort::price)) {
        selection.add(" AND products.price >= :min_price", *query.min_price);
    }
    if (query.max_price && !is_behind_price(query, ProductSort::price_descending)) {
        selection.add(" AND products.price <= :max_price", *query.max_price);
    }
    if (query.in_stock) selection.add(*query.in_stock ? " AND stock.on_hand > 0" : " AND stock.on_hand = 0");

    Listing listing{.from_where = std::move(selection), .order = order_of(query)};
    if (query.category && listing.order.size() == 1) {
        listing.same.emplace_back("products.category", database::cell_of(*query.category));
    } else if (query.category) {
        listing.from_where.add(" AND products.category = :category", *query.category);
    }
    return listing;
}

}  // namespace till
