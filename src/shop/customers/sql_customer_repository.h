#pragma once
#include "shop/customers/customer_repository.h"

namespace till {

class SqlCustomerRepository : public CustomerRepository {
 public:
    std::optional<Customer> find(database::SqlSession& session, CustomerId id) override;
    std::vector<Customer> find_all(database::SqlSession& session, std::span<const CustomerId> ids) override;
    std::optional<Customer> find_by_email(database::SqlSession& session, std::string_view email) override;
    ListPage<Customer> list(database::SqlSession& session, const SearchRequest& request) override;
    std::optional<Customer> find_to_change(database::Transaction& transaction, CustomerId id) override;

    std::vector<CustomerId> add(database::Transaction& transaction, std::span<const Customer> customers) override;
    void update(database::Transaction& transaction, const Customer& customer) override;
    void remove(database::Transaction& transaction, const Customer& customer) override;
    RenewedTexts renew_texts(database::Transaction& transaction, CustomerId after, std::int64_t at_most) override;
};

}  // namespace till
