#include "shop/carts/cart.h"

namespace till {

std::int64_t Cart::item_count() const {
    std::int64_t count = 0;
    for (const CartLine& line : items) count += line.quantity;
    return count;
}

Money Cart::total() const {
    Money total;
    for (const CartLine& line : items) total += line.line_total();
    return total;
}

}  // namespace till
