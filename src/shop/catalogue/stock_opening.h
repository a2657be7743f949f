#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "platform/database/sql_session.h"
#include "platform/time/clock.h"
#include "shop/kernel/ids.h"

namespace till {

/// The first stock of a new product.
struct OpeningStock {
    ProductId product_id = 0;
    std::int64_t quantity = 0;
    std::optional<AccountId> account_id;  ///< the account that added the product
    Timestamp at;
};

/// Begins the stock of products that have just been added.
class StockOpening {
 public:
    virtual ~StockOpening() = default;

    /// In the transaction that adds the products.
    virtual void open(database::Transaction& transaction, std::span<const OpeningStock> initial) = 0;
};

}  // namespace till
