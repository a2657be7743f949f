#pragma once
#include "platform/database/session.h"
#include "shop/catalogue/product.h"

namespace till {

/// The ids on the page that a product query asks for. A search without a word is none.
Page<ProductId> read_products(database::Session& session, const ProductQuery& query);

}  // namespace till
