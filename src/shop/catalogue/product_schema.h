#pragma once
#include "api/schema.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/shop_settings.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<Category>& category();

}  // namespace till::schemas

namespace till {

/// The JSON form of products in a shop. Made once for each application.
struct ProductSchemas {
    /// `shop` must outlive it.
    explicit ProductSchemas(const ShopSettings& shop);
    ProductSchemas(const ProductSchemas&) = delete;
    ProductSchemas& operator=(const ProductSchemas&) = delete;

    const schemas::Schema<NewProduct> new_product;
    const schemas::Schema<ProductDetails> product_details;
    const schemas::Schema<Product> product;
    const schemas::Schema<ListPage<Product>> product_page;
    const schemas::Schema<ProductQuery> product_query;
};

}  // namespace till
