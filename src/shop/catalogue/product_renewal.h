#pragma once
#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

/// See ProductRepository::renew_texts.
RenewedTexts renew_products(database::Transaction& transaction, ProductId after, std::int64_t at_most);

}  // namespace till
