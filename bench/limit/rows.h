#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "common/random.h"

namespace till::limit {

constexpr std::size_t lines_per_order = 3;
using Products = std::array<std::int64_t, lines_per_order>;

/// Which rows there are: products or orders `first` to `last`.
struct Range {
    std::int64_t first = 1;
    std::int64_t last = 10'000;
};

/// Different products in the order of their ids, so that there are no deadlocks.
inline Products draw_products(bench::Random& random, const Range& range) {
    Products products{};
    do {
        for (std::int64_t& product : products) product = random.between(range.first, range.last);
        std::sort(products.begin(), products.end());
    } while (std::adjacent_find(products.begin(), products.end()) != products.end());
    return products;
}

inline std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// What is copied into a line of an order, as long as what the shop of the bench has.
inline std::string sku_of(std::int64_t product) { return "SKU-" + std::to_string(1'000'000 + product); }
inline std::string name_of(std::int64_t product) { return "Product of the bench number " + std::to_string(product); }
constexpr std::int64_t price = 1999;
constexpr const char* buyer_name = "A customer of the bench";
constexpr const char* buyer_email = "customer@bench.example";

}  // namespace till::limit
