#include "repositories/product_search.h"

#include <algorithm>

#include "repositories/stored.h"
#include "utils/unicode.h"

namespace till {
namespace {

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

std::string order_of(const ProductQuery& query) {
    switch (query.sort.value_or(ProductSort::relevance)) {
        case ProductSort::relevance:
            return query.search ? "hits.score DESC, products.id" : "products.id";
        case ProductSort::name:
            return "products.name_key, products.id";
        case ProductSort::name_descending:
            return "products.name_key DESC, products.id DESC";
        case ProductSort::price:
            return "products.price, products.id";
        case ProductSort::price_descending:
            return "products.price DESC, products.id DESC";
        case ProductSort::created_at:
            return "products.created_at, products.id";
        case ProductSort::created_at_descending:
            return "products.created_at DESC, products.id DESC";
    }
    return "products.id";
}

}  // namespace

ProductSelection selection_of(const ProductQuery& query) {
    Query selection("FROM ");
    const std::vector<std::string> prefixes = distinct_words(query.search.value_or(""));
    if (query.search) {
        if (prefixes.empty()) return {selection, "", true};
        // CROSS JOIN keeps SQLite from turning the join around: few hits, many products.
        selection.add(hits_of(prefixes)).add(" CROSS JOIN products ON products.id = hits.product_id");
    } else {
        selection.add("products");
    }
    if (query.in_stock) selection.add(" JOIN stock ON stock.product_id = products.id");
    selection.add(" WHERE 1 = 1");
    if (query.category) selection.add(" AND products.category = :category", *query.category);
    if (query.min_price) selection.add(" AND products.price >= :min_price", *query.min_price);
    if (query.max_price) selection.add(" AND products.price <= :max_price", *query.max_price);
    if (query.in_stock) selection.add(*query.in_stock ? " AND stock.on_hand > 0" : " AND stock.on_hand = 0");
    return {selection, order_of(query), false};
}

}  // namespace till
