#pragma once
#include <cstdint>

namespace till {

/// How much one order takes, and with it one cart: nobody empties the shelves with a single order, and what is answered
/// with it has a bound.
struct OrderBounds {
    std::int64_t lines_max = 200;           ///< products, a line each
    std::int64_t line_units_max = 100'000;  ///< pieces of one product
    std::int64_t units_max = 100'000;       ///< pieces in all
};

}  // namespace till
