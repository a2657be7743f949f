#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product_directory.h"

namespace till {

/// The products, for features that add and change them in transactions of their own. Does not check what ProductService
/// checks. What an image_url names has to be held (ImageStore::hold).
class ProductRegister : public ProductDirectory {
 public:
    /// As find(), and no other transaction changes the product before this one ends.
    virtual std::optional<Product> find_to_change(database::Transaction& transaction, ProductId id) = 0;
    virtual ListPage<Product> list(database::SqlSession& session, const ProductQuery& query) = 0;

    /// Adds products; their `id` is not looked at, and their `stock` begins with StockOpening::open(). Returns the
    /// ids, in the same order.
    virtual std::vector<ProductId> add(database::Transaction& transaction, std::span<const Product> products) = 0;
    /// Writes details, version and updated_at over `before`, which has to be as find_to_change() found it.
    virtual void update(database::Transaction& transaction, const Product& before, const Product& after) = 0;
};

}  // namespace till
