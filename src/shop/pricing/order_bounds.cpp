#include "shop/pricing/order_bounds.h"

namespace till {
namespace {

OrderBounds& shop_bounds() {
    static OrderBounds bounds;
    return bounds;
}

}  // namespace

const OrderBounds& OrderBounds::of_the_shop() { return shop_bounds(); }

void OrderBounds::set_of_the_shop(const OrderBounds& bounds) { shop_bounds() = bounds; }

}  // namespace till
