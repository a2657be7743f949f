#pragma once
#include <span>
#include <vector>

#include "platform/database/session.h"
#include "shop/carts/cart.h"

namespace till {

class CartRepository {
 public:
    virtual ~CartRepository() = default;

    /// What is in the carts of these customers, each in the order in which it came in.
    virtual std::vector<CartItem> items(database::Session& session, std::span<const CustomerId> customers) = 0;

    /// Gives these carts a new version, and makes those that are not there. Nobody else can change them before the
    /// commit, so every change, and every order of what is in a cart, begins so, and reads the items after it.
    virtual void touch(database::Transaction& transaction, std::span<const CustomerId> customers) = 0;
    /// Adds these items, or gives those that are there this quantity and position.
    virtual void put(database::Transaction& transaction, std::span<const CartItem> items) = 0;
    virtual void remove(database::Transaction& transaction, std::span<const CartItem> items) = 0;
    /// Takes everything out of these carts.
    virtual void clear(database::Transaction& transaction, std::span<const CustomerId> customers) = 0;
};

}  // namespace till
