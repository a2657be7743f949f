#pragma once
#include <functional>
#include <vector>

#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product.h"
#include "shop/catalogue/product_repository.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/images/image_store.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/image_address.h"
#include "shop/kernel/versioned.h"

namespace till {

/// The catalogue: what is for sale and what is said of it.
class ProductService {
 public:
    ProductService(database::Database& database, ProductRepository& products, StockOpening& stock, ImageStore& images,
                   const Clock& clock, const ImageHosts& image_hosts)
        : database_(database),
          products_(products),
          stock_(stock),
          images_(images),
          clock_(clock),
          image_hosts_(image_hosts) {}

    ListPage<Product> list(const ProductQuery& query);
    Product find(ProductId id);
    bool has(ProductId id);
    std::vector<Category> categories();

    /// Refuses a taken SKU, and an image_url that does not fit (shop/images/image_urls.h). The first stock is the first
    /// row of the product's ledger.
    Product add(const Caller& caller, const NewProduct& product);
    /// Lets `change` edit the product's details as they are at that moment. Refuses another version than the expected
    /// one, a taken SKU, and a new image_url that does not fit.
    Product change(ProductId id, const ExpectedVersion& expected, const std::function<void(ProductDetails&)>& change);
    /// Takes it out of the shop and of all carts. Orders and the ledger stay unchanged. Refuses another version than
    /// the expected one.
    void remove(ProductId id, const ExpectedVersion& expected);

 private:
    void require_free_sku(database::Transaction& transaction, const ProductDetails& details, ProductId except);

    database::Database& database_;
    ProductRepository& products_;
    StockOpening& stock_;
    ImageStore& images_;
    const Clock& clock_;
    const ImageHosts& image_hosts_;
    Versioned<ProductRepository> versioned_{products_, "product", clock_};
};

}  // namespace till
