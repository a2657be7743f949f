#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"

namespace till {

/// The products, for features that refer to them.
class ProductDirectory {
 public:
    virtual ~ProductDirectory() = default;

    virtual std::optional<Product> find(database::SqlSession& session, ProductId id) = 0;
    /// Those of the ids that exist, in no particular order.
    virtual std::vector<Product> find_all(database::SqlSession& session, std::span<const ProductId> ids) = 0;
};

}  // namespace till
