#pragma once
#include "database/session.h"
#include "models/product.h"
#include "repositories/renewed_texts.h"

namespace till {

/// See ProductRepository::renew_texts.
RenewedTexts renew_products(database::Transaction& transaction, ProductId after, std::int64_t at_most);

}  // namespace till
