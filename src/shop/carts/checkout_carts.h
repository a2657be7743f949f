#pragma once
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/carts/cart.h"

namespace till {

/// The carts at checkout.
class CheckoutCarts {
 public:
    virtual ~CheckoutCarts() = default;

    /// What is in the carts of these customers, each in the order in which it came in.
    virtual std::vector<CartItem> items(database::SqlSession& session, std::span<const CustomerId> customers) = 0;

    /// Gives these carts a new version, and makes those that are not there. Nobody else can change them before the
    /// commit, so every change, and every order of what is in a cart, begins so, and reads the items after it.
    virtual void bump_versions(database::Transaction& transaction, std::span<const CustomerId> customers) = 0;
    /// Takes everything out of these carts.
    virtual void clear(database::Transaction& transaction, std::span<const CustomerId> customers) = 0;
};

}  // namespace till
