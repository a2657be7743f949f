#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shop/kernel/ids.h"
#include "shop/kernel/money.h"
#include "shop/pricing/basket.h"

namespace till {

/// What a customer has put in: product and quantity only. Prices are looked up each time.
struct CartItem {
    CustomerId customer_id = 0;
    ProductId product_id = 0;
    std::int64_t quantity = 0;
    std::int64_t position = 0;  ///< in the order in which the products came in
};

/// A line as the customer sees it today.
struct CartLine {
    ProductId product_id = 0;
    std::optional<std::string> sku;
    std::string name;
    Money unit_price;
    std::int64_t quantity = 0;
    std::int64_t available = 0;

    Money line_total() const { return amount_of(BasketLine{unit_price, quantity}); }
};

struct Cart {
    std::vector<CartLine> items;

    /// Throws MoneyOverflow, as the two below.
    BasketTotals totals() const;
    std::int64_t item_count() const { return totals().item_count; }
    Money total() const { return totals().total; }
};

struct AddToCart {
    ProductId product_id = 0;
    std::int64_t quantity = 0;
};

struct SetCartQuantity {
    std::int64_t quantity = 0;
};

}  // namespace till
