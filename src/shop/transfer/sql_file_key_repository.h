#pragma once
#include "shop/transfer/file_key_repository.h"

namespace till {

class SqlFileKeyRepository : public FileKeyRepository {
 public:
    std::map<std::string, ProductId> products_by_sku(database::SqlSession& session,
                                                     std::span<const std::string> skus) override;
    std::map<std::string, ProductId> products_by_origin(database::SqlSession& session,
                                                        std::span<const std::string> origins) override;
    std::map<std::string, CustomerId> customers_by_email(database::SqlSession& session,
                                                         std::span<const std::string> emails) override;
    std::map<std::string, OrderId> orders_by_number(database::SqlSession& session,
                                                    std::span<const std::string> numbers) override;
    std::vector<CustomerId> customers_after(database::SqlSession& session, CustomerId id, std::int64_t count) override;
    std::set<CustomerId> with_another_role(database::SqlSession& session,
                                           std::span<const CustomerId> customers) override;
    std::map<ProductId, std::string> origins(database::SqlSession& session, std::span<const ProductId> ids) override;
    std::map<OrderId, std::vector<OrderEvent>> histories(database::SqlSession& session,
                                                         std::span<const OrderId> ids) override;
    void add_origins(database::Transaction& transaction, std::span<const ProductOrigin> origins) override;
};

}  // namespace till
