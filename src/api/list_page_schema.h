#pragma once
#include <utility>

#include "api/schema.h"
#include "shop/kernel/list_page.h"

/// Common parts of lists: their query parameters and their pages.
namespace till::schemas {

/// Of a list without filters.
Schema<ListPageRequest> page_query(const ListPageBounds& bounds);

/// `page`, `per_page` and `after` for every list.
template <class Query>
Schema<Query>&& with_pages(Schema<Query>&& schema, const ListPageBounds& bounds) {
    return std::move(schema)
        .field("page", &Query::page, integer{.min = 1, .max = 1'000'000'000},
               "Page number, from 1. Page numbers reach the first 10,000 rows, and the last 10,000 if `Link` has a "
               "`last`. Use `after` for other rows",
               1)
        .field("per_page", &Query::per_page, integer{.min = 1, .max = bounds.per_page_max}, "Items per page",
               bounds.per_page_default)
        .field("after", &Query::after, text{.min = 1, .max = 4'000},
               "Cursor, instead of `page`: the `next_cursor` of the previous page. The page begins after the last item "
               "of the previous one. Its cost does not grow with depth, and no item is skipped or repeated while "
               "others are added and removed. Filters and sort must be the same; otherwise the request is refused");
}

/// A page of a list in a response.
template <class Item>
Schema<ListPage<Item>> list_page_schema(std::string name, std::string text, const Schema<Item>& item) {
    return Schema<ListPage<Item>>(std::move(name), std::move(text))
        .list("items", &ListPage<Item>::items, item, "Items of this page")
        .computed(
            "page", [](const ListPage<Item>& page) { return page.page; }, integer{.min = 1},
            "Page number, from 1; null with `after`")
        .field("per_page", &ListPage<Item>::per_page, integer{.min = 1}, "Maximum number of items per page")
        .computed(
            "total", [](const ListPage<Item>& page) { return page.total; }, integer{.min = 0},
            "Total number of items; null with `after`, because counting costs what the cursor saves")
        .computed(
            "total_is_at_least", [](const ListPage<Item>& page) { return page.total_is_at_least; }, boolean{},
            "True if there are too many items to count in one request: `total` is then a lower bound")
        .computed(
            "pages", [](const ListPage<Item>& page) { return page.pages(); }, integer{.min = 0},
            "Number of pages for `total` items; null with `after`")
        .computed(
            "next_cursor", [](const ListPage<Item>& page) { return page.next; }, schemas::text{.min = 1, .max = 4'000},
            "Cursor for `after` to read the next page; null on the last page. A page with fewer than `per_page` items, "
            "or none, may still have a cursor: the request reached its limit of rows to examine, and the next request "
            "continues there")
        .example({{"page", 1}, {"per_page", 20}, {"total", 1}, {"pages", 1}});
}

}  // namespace till::schemas
