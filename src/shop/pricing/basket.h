#pragma once
#include <cstdint>
#include <span>

#include "shop/kernel/money.h"

namespace till {

/// What one unit of a product costs, and how many of it there are.
struct BasketLine {
    Money unit_price;
    std::int64_t quantity = 0;
};

struct BasketTotals {
    std::int64_t line_count = 0;
    std::int64_t item_count = 0;  ///< units in all lines
    Money total;
};

/// Throws MoneyOverflow.
inline Money amount_of(const BasketLine& line) { return line.unit_price * line.quantity; }

/// What a cart or an order comes to, in whole minor units. Throws MoneyOverflow.
BasketTotals totals_of(std::span<const BasketLine> lines);

}  // namespace till
