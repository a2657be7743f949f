#include "shop/catalogue/product_filters.h"

#include <string>

#include "shop/kernel/stored.h"

namespace till {
namespace {

using database::Cell;
using database::Dialect;
using database::Query;

/// A sort's indexes begin so; those of a category have it in their name.
std::string index_of(const ProductQuery& query) {
    const std::string table = query.category ? "products_category" : "products";
    switch (query.sort.value_or(ProductSort::relevance)) {
        case ProductSort::relevance:
            break;
        case ProductSort::name:
        case ProductSort::name_descending:
            return table + (query.category ? "_name" : "_name_key");
        case ProductSort::price:
        case ProductSort::price_descending:
            return table + "_price";
        case ProductSort::created_at:
        case ProductSort::created_at_descending:
            return table + "_created_at";
    }
    return query.category ? table : "";
}

bool is_by_price(const ProductQuery& query) {
    return query.sort == ProductSort::price || query.sort == ProductSort::price_descending;
}

// Joined to a condition by AND.
void add_price_range(const ProductQuery& query, bool from_min, bool to_max, Query& condition) {
    if (from_min && query.min_price) condition.add(" AND products.price >= :min_price", *query.min_price);
    if (to_max && query.max_price) condition.add(" AND products.price <= :max_price", *query.max_price);
}

void add_stock(const ProductQuery& query, Query& condition) {
    if (query.in_stock) condition.add(" AND products.in_stock = :in_stock", *query.in_stock);
}

/// Nothing where it says nothing.
Query condition_of(const Query& condition) {
    return condition.sql().empty() ? condition : Query("1 = 1").add(condition);
}

}  // namespace

bool has_filters(const ProductQuery& query) {
    return query.category || query.min_price || query.max_price || query.in_stock;
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

Listing catalogue(const ProductQuery& query, Dialect dialect) {
    const std::string index = index_of(query);
    const std::string hint = index.empty() ? "" : by_index(dialect, index);
    Listing listing{.from_where = Query("FROM products" + hint + " WHERE 1 = 1"), .order = order_of(query)};
    if (dialect == Dialect::mysql) listing.rows_max = 5'000;  // which takes it as long as more take SQLite
    if (query.category) listing.same.emplace_back("products.category", database::cell_of(*query.category));
    Query test("");
    if (is_by_price(query)) {
        // A position in the order of prices lies within the bound that the list begins at.
        add_price_range(query, !query.after || query.sort != ProductSort::price,
                        !query.after || query.sort != ProductSort::price_descending, listing.range);
    } else {
        add_price_range(query, true, true, test);
    }
    add_stock(query, test);
    listing.test = condition_of(test);
    const bool is_part = query.min_price || query.max_price || query.in_stock || query.category == "";
    if (!is_part) listing.counted = CountedList{"products", query.category.value_or("")};
    return listing;
}

Counted filtered(const ProductQuery& query, Dialect dialect) {
    const std::string index = query.category   ? "products_category_price"
                              : query.in_stock ? "products_in_stock"
                                               : "products_price";
    Counted counted{.from_where = Query("FROM products" + by_index(dialect, index) + " WHERE 1 = 1")};
    if (query.category) counted.from_where.add(" AND products.category = :category", *query.category);
    Query test("");
    add_stock(query, query.category ? test : counted.from_where);
    add_price_range(query, true, true, counted.from_where);
    counted.test = condition_of(test);
    return counted;
}

Query filter_condition(const ProductQuery& query) {
    Query condition("");
    if (query.category) condition.add(" AND products.category = :category", *query.category);
    add_price_range(query, true, true, condition);
    add_stock(query, condition);
    return condition_of(condition);
}

}  // namespace till
