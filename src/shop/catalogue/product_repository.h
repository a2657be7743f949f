#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/session.h"
#include "shop/catalogue/product.h"
#include "shop/catalogue/product_offers.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

/// The catalogue, with its search index and which of the shop's own pictures is shown by which product: both are kept
/// in the same transaction. What an image_url names has to be held (PictureStore::hold).
class ProductRepository : public ProductOffers, public RenewableTexts {
 public:
    virtual std::optional<Product> find(database::Session& session, ProductId id) = 0;
    /// Those of the ids that exist, in no particular order.
    virtual std::vector<Product> find_all(database::Session& session, std::span<const ProductId> ids) = 0;
    /// As find(), and nobody else changes the product before the transaction ends.
    virtual std::optional<Product> find_to_change(database::Transaction& transaction, ProductId id) = 0;
    virtual std::optional<Product> find_by_sku(database::Session& session, std::string_view sku) = 0;
    virtual Page<Product> list(database::Session& session, const ProductQuery& query) = 0;
    /// By name. The store keeps the numbers.
    virtual std::vector<Category> categories(database::Session& session) = 0;

    /// Adds products; their `id` is not looked at, and their `stock` begins with StockOpening::open(). Returns the
    /// ids, in the same order.
    virtual std::vector<ProductId> add(database::Transaction& transaction, std::span<const Product> products) = 0;
    /// Writes details, version and updated_at over `before`, which has to be as find_to_change() found it.
    virtual void update(database::Transaction& transaction, const Product& before, const Product& after) = 0;
    /// Makes the keys and the words of at most so many products anew, those behind the id `after`, in their order.
    /// Codes and categories become what would be taken from a client today.
    RenewedTexts renew_texts(database::Transaction& transaction, ProductId after, std::int64_t at_most) override = 0;
    /// As find_to_change() found it.
    virtual void remove(database::Transaction& transaction, const Product& product) = 0;
};

}  // namespace till
