#include "shop/pricing/basket.h"

namespace till {

BasketTotals totals_of(std::span<const BasketLine> lines) {
    BasketTotals totals;
    for (const BasketLine& line : lines) {
        totals.line_count += 1;
        totals.item_count += line.quantity;
        totals.total += amount_of(line);
    }
    return totals;
}

}  // namespace till
