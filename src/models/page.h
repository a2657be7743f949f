#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till {

struct PageRequest {
    std::int64_t page = 1;
    std::int64_t per_page = 20;

    std::int64_t offset() const { return (page - 1) * per_page; }
};

/// A page of what a search finds; of everything without one.
struct SearchRequest : PageRequest {
    std::optional<std::string> search;
};

template <class T>
struct Page {
    std::vector<T> items;
    std::int64_t page = 1;
    std::int64_t per_page = 20;
    std::int64_t total = 0;

    std::int64_t pages() const { return (total + per_page - 1) / per_page; }
};

}  // namespace till
