#pragma once
#include <map>
#include <span>
#include <vector>

#include "database/session.h"
#include "models/cart.h"

namespace till {

/// Customer to the version of the cart. One that has never been used has none.
using CartVersions = std::map<CustomerId, std::int64_t>;

class CartRepository {
 public:
    virtual ~CartRepository() = default;

    /// What is in the carts of these customers, each in the order in which it came in.
    virtual std::vector<CartItem> items(database::Session& session, std::span<const CustomerId> customers) = 0;
    virtual CartVersions versions(database::Session& session, std::span<const CustomerId> customers) = 0;

    /// Gives the customer's cart a new version, and makes one where there is none. Every change begins so.
    virtual void touch(database::Transaction& transaction, CustomerId customer) = 0;
    /// Adds the item or changes its quantity; a new one goes to the end.
    virtual void put(database::Transaction& transaction, const CartItem& item) = 0;
    /// False where it was not in the cart.
    virtual bool remove(database::Transaction& transaction, CustomerId customer, ProductId product) = 0;
    virtual void clear(database::Transaction& transaction, CustomerId customer) = 0;
    /// Empties the carts that still have these versions. False where one has not; then the caller has to undo.
    [[nodiscard]] virtual bool empty(database::Transaction& transaction, const CartVersions& versions) = 0;
};

}  // namespace till
