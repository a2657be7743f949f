#include "repositories/product_search.h"

#include <algorithm>
#include <limits>

#include "repositories/product_ranking.h"
#include "repositories/stored.h"
#include "repositories/word_index.h"
#include "utils/folding.h"

namespace till {
namespace {

using database::Cell;
using database::Query;
using database::Session;

// A beginning that more words have is taken for one that all products have.
constexpr std::int64_t words_looked_at = 2000;

std::vector<std::string> distinct_words(std::string_view search) {
    std::vector<std::string> words;
    for (QueryWord& word : query_words(search)) words.push_back(std::move(word.text));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

/// At most so many products have a word that begins so.
std::int64_t products_at_most(Session& session, const std::string& prefix) {
    const std::vector<WordShare> shares = word_shares(session, prefix, words_looked_at);
    if (std::ssize(shares) == words_looked_at) return std::numeric_limits<std::int64_t>::max();
    std::int64_t products = 0;
    for (const WordShare& share : shares) products += share.products;
    return products;
}

/// The one that the fewest products have comes first. Empty where one of them has none.
std::vector<std::string> rarest_first(Session& session, std::vector<std::string> prefixes) {
    if (prefixes.size() < 2) return prefixes;
    std::size_t rarest = 0;
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        const std::int64_t products = products_at_most(session, prefixes[i]);
        if (products == 0) return {};
        if (products < fewest) {
            fewest = products;
            rarest = i;
        }
    }
    std::swap(prefixes.front(), prefixes[rarest]);
    return prefixes;
}

/// Products with a word that begins so, and the weight of their best one, twice where the word is whole.
Query best_of(const std::string& prefix, const std::string& n) {
    return Query("SELECT product_id, MAX(CASE WHEN word = :whole" + n +
                     " THEN 2 * weight ELSE weight END) AS best FROM product_words WHERE word >= :first" + n +
                     " AND word < :end" + n + " GROUP BY product_id",
                 prefix, prefix, end_of_words(prefix));
}

/// The same for the products that have the rarest one, each looked up by itself. CROSS JOIN keeps SQLite from turning
/// the join around: few products, many words.
Query best_among(const std::string& rarest, const std::string& prefix, const std::string& n) {
    return Query("SELECT few.product_id, MAX(CASE WHEN word = :whole" + n +
                     " THEN 2 * weight ELSE weight END) AS best FROM (SELECT DISTINCT product_id FROM product_words "
                     "WHERE word >= :rarest" +
                     n + " AND word < :rarest_end" + n +
                     ") AS few CROSS JOIN product_words ON product_words.product_id = few.product_id "
                     "AND word >= :first" +
                     n + " AND word < :end" + n + " GROUP BY few.product_id",
                 prefix, rarest, end_of_words(rarest), prefix, end_of_words(prefix));
}

/// Products that have a word with each of the prefixes, with the sum of their scores.
Query hits_of(const std::vector<std::string>& prefixes) {
    Query query("(SELECT product_id, SUM(best) AS score FROM (");
    for (std::size_t i = 0; i < prefixes.size(); ++i) {
        const std::string n = std::to_string(i);
        if (i > 0) query.add(" UNION ALL ");
        query.add(i == 0 ? best_of(prefixes[i], n) : best_among(prefixes.front(), prefixes[i], n));
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
    return {{"products.id"}};
}

bool is_by_relevance(const ProductQuery& query) {
    return query.search && query.sort.value_or(ProductSort::relevance) == ProductSort::relevance;
}

bool has_filters(const ProductQuery& query) {
    return query.category || query.min_price || query.max_price || query.in_stock;
}

// A mark in the order of prices lies within the bound that the list begins at.
bool is_behind_price(const ProductQuery& query, ProductSort sort) { return query.after && query.sort == sort; }

void add_filters(const ProductQuery& query, Query& selection) {
    if (query.in_stock) selection.add(" JOIN stock ON stock.product_id = products.id");
    selection.add(" WHERE 1 = 1");
    if (query.min_price && !is_behind_price(query, ProductSort::price)) {
        selection.add(" AND products.price >= :min_price", *query.min_price);
    }
    if (query.max_price && !is_behind_price(query, ProductSort::price_descending)) {
        selection.add(" AND products.price <= :max_price", *query.max_price);
    }
    if (query.in_stock) selection.add(*query.in_stock ? " AND stock.on_hand > 0" : " AND stock.on_hand = 0");
}

Listing catalogue(const ProductQuery& query) {
    Listing listing{.from_where = Query("FROM products"), .order = order_of(query)};
    add_filters(query, listing.from_where);
    if (query.category && listing.order.size() == 1) {
        listing.same.emplace_back("products.category", database::cell_of(*query.category));
    } else if (query.category) {
        listing.from_where.add(" AND products.category = :category", *query.category);
    }
    const bool is_part = query.min_price || query.max_price || query.in_stock || query.category == "";
    if (!is_part) listing.kept = KeptList{"products", query.category.value_or("")};
    return listing;
}

Listing found_by(const std::vector<std::string>& prefixes, const ProductQuery& query) {
    Listing listing{.from_where = Query("FROM ").add(hits_of(prefixes)),
                    .order = is_by_relevance(query) ? rank_order("hits.score", "hits.product_id") : order_of(query)};
    if (is_by_relevance(query) && !has_filters(query)) {
        listing.from_where.add(" WHERE 1 = 1");
        return listing;
    }
    // CROSS JOIN keeps SQLite from turning the join around: few hits, many products.
    listing.from_where.add(" CROSS JOIN products ON products.id = hits.product_id");
    add_filters(query, listing.from_where);
    if (query.category) listing.from_where.add(" AND products.category = :category", *query.category);
    return listing;
}

}  // namespace

Page<ProductId> read_products(Session& session, const ProductQuery& query) {
    if (!query.search) return read_page(session, catalogue(query), query);
    const std::vector<std::string> prefixes = rarest_first(session, distinct_words(*query.search));
    if (prefixes.empty()) return page_of(query, {}, query.after ? std::nullopt : std::optional<std::int64_t>(0));
    if (prefixes.size() == 1 && is_by_relevance(query) && !has_filters(query)) {
        return read_ranked_page(session, prefixes.front(), query);
    }
    return read_page(session, found_by(prefixes, query), query);
}

}  // namespace till
