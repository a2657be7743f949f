#include "shop/carts/cart_contents.h"

#include <algorithm>

namespace till {

const CartItem* CartContents::find(ProductId product) const {
    const auto item = std::ranges::find(items_, product, &CartItem::product_id);
    return item == items_.end() ? nullptr : &*item;
}

void CartContents::put(ProductId product, std::int64_t quantity) {
    changed_.insert(product);
    const auto item = std::ranges::find(items_, product, &CartItem::product_id);
    if (item != items_.end()) {
        item->quantity = quantity;
        return;
    }
    const std::int64_t last = items_.empty() ? 0 : items_.back().position;
    items_.push_back({.customer_id = customer_, .product_id = product, .quantity = quantity, .position = last + 1});
}

bool CartContents::remove(ProductId product) {
    const bool was_there = std::erase_if(items_, [&](const CartItem& item) { return item.product_id == product; }) > 0;
    if (was_there) changed_.insert(product);
    return was_there;
}

void CartContents::clear() {
    for (const CartItem& item : items_) changed_.insert(item.product_id);
    items_.clear();
}

}  // namespace till
