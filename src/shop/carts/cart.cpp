#include "shop/carts/cart.h"

namespace till {

BasketTotals Cart::totals() const {
    std::vector<BasketLine> lines;
    lines.reserve(items.size());
    for (const CartLine& line : items) lines.push_back({line.unit_price, line.quantity});
    return totals_of(lines);
}

}  // namespace till
