#pragma once
#include "api/schema.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/page.h"

/// The JSON face of products. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<NewProduct>& new_product();
const Schema<ProductDetails>& product_details();
const Schema<Product>& product();
const Schema<Page<Product>>& product_page();
const Schema<ProductQuery>& product_query();
const Schema<Category>& category();

}  // namespace till::schemas
