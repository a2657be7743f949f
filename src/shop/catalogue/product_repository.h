#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"
#include "shop/catalogue/product_offers.h"
#include "shop/catalogue/product_register.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

/// The catalogue, with its search index and the use of the shop's own images by products: both are updated in the same
/// transaction.
class ProductRepository : public ProductRegister, public ProductOffers, public RenewableTexts {
 public:
    virtual std::optional<Product> find_by_sku(database::SqlSession& session, std::string_view sku) = 0;
    /// By name. The database stores the counts.
    virtual std::vector<Category> categories(database::SqlSession& session) = 0;

    /// Makes the keys and the words of at most so many products anew, those behind the id `after`, in their order.
    /// Codes and categories become what would be taken from a client today.
    RenewedTexts renew_texts(database::Transaction& transaction, ProductId after, std::int64_t at_most) override = 0;
    /// As find_to_change() found it.
    virtual void remove(database::Transaction& transaction, const Product& product) = 0;
};

}  // namespace till
