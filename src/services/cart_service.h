#pragma once
#include <functional>
#include <vector>

#include "database/database.h"
#include "models/caller.h"
#include "models/cart.h"
#include "repositories/cart_repository.h"
#include "repositories/product_repository.h"
#include "repositories/stock_repository.h"

namespace till {

/// What a customer is about to buy. Nothing is reserved: prices and what is available are today's. The caller has to
/// have a customer.
class CartService {
 public:
    CartService(database::Database& database, CartRepository& carts, ProductRepository& products,
                StockRepository& stock)
        : database_(database), carts_(carts), products_(products), stock_(stock) {}

    Cart find(const Caller& caller);
    /// Adds to what is there. Refuses an unknown product, and more than quantity_max in all.
    Cart add(const Caller& caller, const AddToCart& item);
    /// Refuses a product that is not in the cart.
    Cart set_quantity(const Caller& caller, ProductId product, std::int64_t quantity);
    Cart remove(const Caller& caller, ProductId product);
    void clear(const Caller& caller);

 private:
    using Items = std::vector<CartItem>;
    /// `change` is given what is in the cart, and does to that what it does in the store: each look costs all who wait
    /// for the same commit.
    Cart change(const Caller& caller, const std::function<void(database::Transaction&, CustomerId, Items&)>& change);
    Cart view(database::Session& session, const Items& items);

    database::Database& database_;
    CartRepository& carts_;
    ProductRepository& products_;
    StockRepository& stock_;
};

/// The caller's customer; 403 for an account that has none.
CustomerId customer_of(const Caller& caller);

}  // namespace till
