#pragma once
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "shop/images/picture.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/versioned.h"
#include "shop/images/picture_repository.h"
#include "shop/catalogue/product_repository.h"
#include "platform/time/clock.h"

namespace till {

/// The shop's own pictures, in the products that show them.
class PictureService {
 public:
    PictureService(database::Database& database, ProductRepository& products, PictureRepository& pictures,
                   const Clock& clock)
        : database_(database), products_(products), pictures_(pictures), clock_(clock) {}

    /// Makes all sizes of a JPEG, PNG or WebP picture and lets the product's image_url name the medium one. Refuses
    /// what is no picture or too large a one, and another version than the expected one.
    Product set(ProductId id, const ExpectedVersion& expected, std::string_view bytes);
    /// Takes the product's image_url away, wherever it leads; a picture that no other product shows goes with it.
    /// Without effect on a product that has none.
    void remove(ProductId id, const ExpectedVersion& expected);
    /// A WebP file.
    std::optional<std::string> find(std::string_view name, PictureSize size);

 private:
    Product set_url(database::Transaction& transaction, const Product& before, const std::optional<std::string>& url);

    database::Database& database_;
    ProductRepository& products_;
    PictureRepository& pictures_;
    const Clock& clock_;
    Versioned<ProductRepository> versioned_{products_, "product", clock_};
};

}  // namespace till
