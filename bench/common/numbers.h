#pragma once
#include <cstddef>
#include <cstdint>

#include "common/random.h"

namespace till::bench {

/// Ids of things that were made one after the other: `first`, `first + step` … up to `last`.
struct Numbers {
    std::int64_t first = 1;
    std::int64_t last = 1;
    std::int64_t step = 1;  ///< others than 1 in a Galera cluster

    std::int64_t count() const { return (last - first) / step + 1; }
    std::int64_t at(std::int64_t index) const { return first + index * step; }
    std::size_t index_of(std::int64_t number) const { return static_cast<std::size_t>((number - first) / step); }
    std::int64_t draw(Random& random) const { return at(random.between(0, count() - 1)); }
};

}  // namespace till::bench
