#pragma once
#include "repositories/cart_repository.h"

namespace till {

class SqlCartRepository : public CartRepository {
 public:
    std::vector<CartItem> items(database::Session& session, std::span<const CustomerId> customers) override;
    CartVersions versions(database::Session& session, std::span<const CustomerId> customers) override;

    void touch(database::Transaction& transaction, CustomerId customer) override;
    void put(database::Transaction& transaction, const CartItem& item) override;
    bool remove(database::Transaction& transaction, CustomerId customer, ProductId product) override;
    void clear(database::Transaction& transaction, CustomerId customer) override;
    bool empty(database::Transaction& transaction, const CartVersions& versions) override;
};

}  // namespace till
