#include "shop/orders/order.h"

namespace till {

void Order::count_lines() {
    line_count = static_cast<std::int64_t>(items.size());
    item_count = 0;
    for (const OrderLine& line : items) item_count += line.quantity;
}

}  // namespace till
