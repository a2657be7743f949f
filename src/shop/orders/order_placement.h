#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/carts/checkout_carts.h"
#include "shop/catalogue/product_offers.h"
#include "shop/customers/customer_directory.h"
#include "shop/inventory/stock_ledger.h"
#include "shop/kernel/shop_settings.h"
#include "shop/orders/idempotency_repository.h"
#include "shop/orders/order_repository.h"
#include "shop/orders/placement.h"

namespace till {

struct OrderRepositories {
    OrderRepository& orders;
    ProductOffers& products;
    StockLedger& stock;
    CheckoutCarts& carts;
    CustomerDirectory& customers;
    IdempotencyRepository& keys;
};

/// Places orders: all that wait together in one go, with one guarded update of their stock and one insert for each
/// table. An order that has to be refused makes the writer undo them all and place each by itself, so that every
/// refusal is about one order alone. The response to an idempotent request is stored in the same transaction.
class OrderPlacement {
 public:
    /// All but `repositories` itself must outlive it.
    OrderPlacement(database::Database& database, OrderRepositories repositories, const Clock& clock,
                   const ShopSettings& shop);

    /// Returns after the commit.
    PlacedOrder place(Placement placement);

 private:
    using Batch = std::span<Placement* const>;

    bool is_there_now(Placement& placement);
    void place_together(database::Transaction& transaction, Batch batch);
    void place_anew(database::Transaction& transaction, Batch batch);
    void look_up_customers(database::Transaction& transaction, Batch batch);
    std::vector<CustomerId> fill_from_carts(database::Transaction& transaction, Batch batch);
    void price(database::Transaction& transaction, Batch batch);
    void take_stock(database::Transaction& transaction, Batch batch);
    void write(database::Transaction& transaction, Batch batch);

    database::Database& database_;
    OrderRepositories repositories_;
    const Clock& clock_;
    const ShopSettings& shop_;
    database::BatchedWrite<Placement> batched_;
};

}  // namespace till
