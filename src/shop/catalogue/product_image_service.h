#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product.h"
#include "shop/catalogue/product_repository.h"
#include "shop/images/image_store.h"
#include "shop/kernel/versioned.h"

namespace till {

/// The shop's own images, in the products that use them.
class ProductImageService {
 public:
    ProductImageService(database::Database& database, ProductRepository& products, ImageStore& images,
                        const Clock& clock)
        : database_(database), products_(products), images_(images), clock_(clock) {}

    /// Makes all sizes of a JPEG, PNG or WebP image and lets the product's image_url name the medium one. Refuses
    /// what is no image or too large a one, and another version than the expected one.
    Product set(ProductId id, const ExpectedVersion& expected, std::string_view bytes);
    /// Takes the product's image_url away, wherever it leads; an image that no other product uses is removed with it.
    /// Without effect on a product that has none.
    void remove(ProductId id, const ExpectedVersion& expected);

 private:
    Product set_url(database::Transaction& transaction, const Product& before, const std::optional<std::string>& url);

    database::Database& database_;
    ProductRepository& products_;
    ImageStore& images_;
    const Clock& clock_;
    Versioned<ProductRepository> versioned_{products_, "product", clock_};
};

}  // namespace till
