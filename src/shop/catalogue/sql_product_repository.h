#pragma once
#include "shop/catalogue/product_repository.h"

namespace till {

class SqlProductRepository : public ProductRepository {
 public:
    std::optional<Product> find(database::SqlSession& session, ProductId id) override;
    std::vector<Product> find_all(database::SqlSession& session, std::span<const ProductId> ids) override;
    std::vector<Offer> offers(database::SqlSession& session, std::span<const ProductId> ids) override;
    std::optional<Product> find_to_change(database::Transaction& transaction, ProductId id) override;
    std::optional<Product> find_by_sku(database::SqlSession& session, std::string_view sku) override;
    ListPage<Product> list(database::SqlSession& session, const ProductQuery& query) override;
    std::vector<Category> categories(database::SqlSession& session) override;

    std::vector<ProductId> add(database::Transaction& transaction, std::span<const Product> products) override;
    void update(database::Transaction& transaction, const Product& before, const Product& after) override;
    RenewedTexts renew_texts(database::Transaction& transaction, ProductId after, std::int64_t at_most) override;
    void remove(database::Transaction& transaction, const Product& product) override;
};

}  // namespace till
