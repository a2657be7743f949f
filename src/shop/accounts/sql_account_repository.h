#pragma once
#include "shop/accounts/account_repository.h"

namespace till {

class SqlAccountRepository : public AccountRepository {
 public:
    std::optional<Account> find(database::SqlSession& session, AccountId id) override;
    std::optional<Account> find_by_username(database::SqlSession& session, std::string_view username) override;
    std::optional<Account> find_by_customer(database::SqlSession& session, CustomerId customer) override;
    ListPage<Account> list(database::SqlSession& session, const SearchRequest& request) override;
    std::optional<Account> find_to_change(database::Transaction& transaction, AccountId id) override;
    std::int64_t lock_admins(database::Transaction& transaction) override;

    AccountId add(database::Transaction& transaction, const Account& account) override;
    void update(database::Transaction& transaction, const Account& account) override;
    RenewedTexts renew_texts(database::Transaction& transaction, AccountId after, std::int64_t at_most) override;
    void remove(database::Transaction& transaction, const Account& account) override;
};

}  // namespace till
