#pragma once
#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"

namespace till {

/// The ids on the list page that a product query requests. A search without a word is none.
ListPage<ProductId> read_products(database::SqlSession& session, const ProductQuery& query);

}  // namespace till
