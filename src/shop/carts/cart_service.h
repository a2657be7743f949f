#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "platform/database/database.h"
#include "shop/carts/cart.h"
#include "shop/carts/cart_contents.h"
#include "shop/carts/cart_repository.h"
#include "shop/catalogue/product_offers.h"
#include "shop/inventory/stock_ledger.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/order_bounds.h"

namespace till {

/// What a customer is about to buy. Nothing is reserved: prices and what is available are today's. The caller has to
/// have a customer.
///
/// Changes that wait together are done together, with one statement of each kind for all of their carts. One that has
/// to be refused makes the writer undo them all and do each by itself, so that every refusal is about one change alone.
class CartService {
 public:
    CartService(database::Database& database, CartRepository& carts, ProductOffers& products, StockLedger& stock,
                const OrderBounds& bounds);

    Cart find(const Caller& caller);
    /// Adds to what is there. Refuses an unknown product, and more than the bounds allow.
    Cart add(const Caller& caller, const AddToCart& item);
    /// Refuses a product that is not in the cart.
    Cart set_quantity(const Caller& caller, ProductId product, std::int64_t quantity);
    Cart remove(const Caller& caller, ProductId product);
    void clear(const Caller& caller);

 private:
    using Carts = std::map<CustomerId, CartContents>;

    /// What the shop has of some products.
    struct Shelf {
        Offers offers;
        Quantities on_hand;
    };

    /// A change of one cart, and what became of the cart.
    struct Change {
        CustomerId customer = 0;
        std::optional<ProductId> product;  ///< to look for on the shelf beside what is in the cart
        std::function<void(CartContents&, const Shelf&)> apply;

        Cart cart;  ///< the result
    };
    using Batch = std::span<Change* const>;

    Cart change(Change change);
    void change_together(database::Transaction& transaction, Batch batch);
    Carts carts_to_change(database::Transaction& transaction, Batch batch);
    void write(database::Transaction& transaction, const Carts& carts);
    Shelf look_up(database::SqlSession& session, const std::set<ProductId>& products);
    static Cart view(const std::vector<CartItem>& items, const Shelf& shelf);

    database::Database& database_;
    CartRepository& carts_;
    ProductOffers& products_;
    StockLedger& stock_;
    const OrderBounds bounds_;
    database::BatchedWrite<Change> batched_;
};

/// The caller's customer; 403 for an account that has none.
CustomerId customer_of(const Caller& caller);

}  // namespace till
