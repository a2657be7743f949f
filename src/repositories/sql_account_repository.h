#pragma once
#include "repositories/account_repository.h"

namespace till {

class SqlAccountRepository : public AccountRepository {
 public:
    std::optional<Account> find(database::Session& session, AccountId id) override;
    std::optional<Account> find_by_username(database::Session& session, std::string_view username) override;
    std::optional<Account> find_by_customer(database::Session& session, CustomerId customer) override;

    AccountId add(database::Transaction& transaction, const Account& account) override;
};

}  // namespace till
