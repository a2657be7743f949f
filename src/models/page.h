#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace till {

/// Which page of a list: the one of that number, or what comes behind a mark.
struct PageRequest {
    std::int64_t page = 1;
    std::int64_t per_page = 20;
    std::optional<std::string> after;  ///< a Page's `next`; the number counts for nothing then

    std::int64_t offset() const { return (page - 1) * per_page; }
};

/// A page of what a search finds; of everything without one.
struct SearchRequest : PageRequest {
    std::optional<std::string> search;
};

/// What stands on it. Behind a mark nothing is counted: there is no number and no total.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::int64_t> page = 1;
    std::int64_t per_page = 20;
    std::optional<std::int64_t> total = 0;
    /// Marks the last item where more follow. Only who reads the list knows what it means; what is shown to a client is
    /// sealed before.
    std::optional<std::string> next = {};

    std::optional<std::int64_t> pages() const {
        if (!total) return std::nullopt;
        return (*total + per_page - 1) / per_page;
    }
    /// The same place with other items on it.
    template <class U>
    Page<U> with(std::vector<U> others) const {
        return {.items = std::move(others), .page = page, .per_page = per_page, .total = total, .next = next};
    }
};

}  // namespace till
