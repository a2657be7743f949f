#pragma once
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/catalogue/product.h"
#include "shop/customers/customer.h"
#include "shop/orders/order.h"

namespace till {

/// What another shop called a product without an SKU that was imported from there.
struct ProductOrigin {
    std::string origin;
    ProductId product_id = 0;
};

/// Finds what is stored by what files call it, hundreds at a time. Keys that nothing has are left out.
class FileKeyRepository {
 public:
    virtual ~FileKeyRepository() = default;

    virtual std::map<std::string, ProductId> products_by_sku(database::SqlSession& session,
                                                             std::span<const std::string> skus) = 0;
    virtual std::map<std::string, ProductId> products_by_origin(database::SqlSession& session,
                                                                std::span<const std::string> origins) = 0;
    /// By email_key() of the requested address.
    virtual std::map<std::string, CustomerId> customers_by_email(database::SqlSession& session,
                                                                 std::span<const std::string> emails) = 0;
    /// Of imported orders: others have no number.
    virtual std::map<std::string, OrderId> orders_by_number(database::SqlSession& session,
                                                            std::span<const std::string> numbers) = 0;

    /// So many of those with a higher id, by id: the order in which they were added.
    virtual std::vector<CustomerId> customers_after(database::SqlSession& session, CustomerId id,
                                                    std::int64_t count) = 0;

    /// Those whose account has another role than customer.
    virtual std::set<CustomerId> with_another_role(database::SqlSession& session,
                                                   std::span<const CustomerId> customers) = 0;

    virtual std::map<ProductId, std::string> origins(database::SqlSession& session, std::span<const ProductId> ids) = 0;
    /// Each from its beginning.
    virtual std::map<OrderId, std::vector<OrderEvent>> histories(database::SqlSession& session,
                                                                 std::span<const OrderId> ids) = 0;

    /// Each origin is one product's.
    virtual void add_origins(database::Transaction& transaction, std::span<const ProductOrigin> origins) = 0;
};

}  // namespace till
