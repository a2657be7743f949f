#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace till {

/// A page is found by its number within so many rows from the beginning of its list, and from its end where that can be
/// read backwards. What lies between is reached by cursors, whose cost does not grow with depth.
inline constexpr std::int64_t rows_by_number_max = 10'000;

/// How many items a page has where a query does not say, and at most.
struct ListPageBounds {
    std::int64_t per_page_default = 20;
    std::int64_t per_page_max = 100;
};

/// Which page of a list: by number, or behind a cursor.
struct ListPageRequest {
    std::int64_t page = 1;
    std::int64_t per_page = 20;
    std::optional<std::string> after;  ///< a Page's `next`; the number counts for nothing then

    std::int64_t offset() const { return (page - 1) * per_page; }
};

/// A page of what a search finds; of everything without one.
struct SearchRequest : ListPageRequest {
    std::optional<std::string> search;
};

/// A page of a list. Behind a cursor nothing is counted: there is no number and no total.
template <class T>
struct ListPage {
    std::vector<T> items;
    std::optional<std::int64_t> page = 1;
    std::int64_t per_page = 20;
    std::optional<std::int64_t> total = 0;
    /// The work that a request may take ended the count: there are that many, and maybe more.
    bool total_is_at_least = false;
    bool has_end = false;  ///< pages near the end of the list are found by number too
    /// Marks where more follow: the last item, or, on a page that the work it may take ended early, the last row that
    /// was looked at. Only the reader of the list knows its meaning; a client gets it sealed.
    std::optional<std::string> next = {};

    std::optional<std::int64_t> pages() const {
        if (!total) return std::nullopt;
        return (*total + per_page - 1) / per_page;
    }
    /// Whether the page of that number can be requested. Pages behind the last one can: they are empty.
    bool has_number(std::int64_t number) const {
        const std::int64_t offset = (number - 1) * per_page;
        if (offset + per_page <= rows_by_number_max || offset == 0) return true;
        if (!total || total_is_at_least) return false;
        return offset >= *total || *total <= rows_by_number_max || (has_end && *total - offset <= rows_by_number_max);
    }
    /// The same place with other items on it.
    template <class U>
    ListPage<U> with(std::vector<U> others) const {
        return {.items = std::move(others),
                .page = page,
                .per_page = per_page,
                .total = total,
                .total_is_at_least = total_is_at_least,
                .has_end = has_end,
                .next = next};
    }
};

/// The page with the rows of its ids, which may come in any order; those that have gone meanwhile are left out.
template <class T>
ListPage<T> in_order(const ListPage<std::int64_t>& ids, std::vector<T> rows) {
    std::map<std::int64_t, T> by_id;
    for (T& row : rows) by_id.emplace(row.id, std::move(row));
    std::vector<T> items;
    items.reserve(ids.items.size());
    for (const std::int64_t id : ids.items) {
        if (const auto found = by_id.find(id); found != by_id.end()) items.push_back(std::move(found->second));
    }
    return ids.with(std::move(items));
}

}  // namespace till
