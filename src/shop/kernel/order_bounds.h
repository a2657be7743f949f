#pragma once
#include <cstdint>

namespace till {

/// How much one order takes, and with it one cart: a single order cannot take the whole stock, and its response has a
/// bound.
struct OrderBounds {
    std::int64_t lines_max = 200;           ///< products, a line each
    std::int64_t line_units_max = 100'000;  ///< of one product
    std::int64_t units_max = 100'000;       ///< in all
};

}  // namespace till
