#pragma once
#include <cstdint>
#include <set>
#include <vector>

#include "shop/carts/cart.h"

namespace till {

/// The contents of one cart while it is changed, with the products whose rows have to be written.
class CartContents {
 public:
    /// `items` are those of the customer, in their order.
    explicit CartContents(CustomerId customer, std::vector<CartItem> items = {})
        : customer_(customer), items_(std::move(items)) {}

    const std::vector<CartItem>& items() const { return items_; }
    /// nullptr where it is not in the cart.
    const CartItem* find(ProductId product) const;

    /// Adds the product behind the last one, or changes its quantity.
    void put(ProductId product, std::int64_t quantity);
    /// False where it was not in the cart.
    bool remove(ProductId product);
    void clear();

    const std::set<ProductId>& changed() const { return changed_; }

 private:
    CustomerId customer_;
    std::vector<CartItem> items_;
    std::set<ProductId> changed_;
};

}  // namespace till
