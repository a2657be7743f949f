#pragma once
#include <vector>

#include "shop/catalogue/product_offers.h"
#include "shop/kernel/order_bounds.h"
#include "shop/orders/order.h"

namespace till {

/// The lines of an order at today's prices: one for each product, in the order of its first mention, with what was
/// asked of it added up. Refuses unknown products, all at once, at `items.N.product_id`, and more
/// than the bounds allow.
std::vector<OrderLine> draft_lines(const std::vector<OrderItem>& items, const Offers& offers,
                                   const OrderBounds& bounds);

/// Refuses a total that is too large to count.
Money total_of(const std::vector<OrderLine>& lines);

}  // namespace till
