#pragma once
#include <map>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"

namespace till {

using Offers = std::map<ProductId, Offer>;

/// What products cost today, for carts and orders.
class ProductOffers {
 public:
    virtual ~ProductOffers() = default;

    /// Those of the ids that exist, in no particular order.
    virtual std::vector<Offer> offers(database::SqlSession& session, std::span<const ProductId> ids) = 0;
};

}  // namespace till
