#pragma once
#include <span>

#include "platform/database/sql_session.h"
#include "shop/carts/cart.h"
#include "shop/carts/checkout_carts.h"

namespace till {

class CartRepository : public CheckoutCarts {
 public:
    /// Adds these items, or gives those that are there this quantity and position.
    virtual void put(database::Transaction& transaction, std::span<const CartItem> items) = 0;
    virtual void remove(database::Transaction& transaction, std::span<const CartItem> items) = 0;
};

}  // namespace till
