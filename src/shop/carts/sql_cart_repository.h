#pragma once
#include "shop/carts/cart_repository.h"

namespace till {

class SqlCartRepository : public CartRepository {
 public:
    std::vector<CartItem> items(database::SqlSession& session, std::span<const CustomerId> customers) override;

    void bump_versions(database::Transaction& transaction, std::span<const CustomerId> customers) override;
    void put(database::Transaction& transaction, std::span<const CartItem> items) override;
    void remove(database::Transaction& transaction, std::span<const CartItem> items) override;
    void clear(database::Transaction& transaction, std::span<const CustomerId> customers) override;
};

}  // namespace till
