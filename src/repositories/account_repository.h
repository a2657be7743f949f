#pragma once
#include <optional>
#include <string_view>

#include "database/session.h"
#include "models/customer.h"

namespace till {

class AccountRepository {
 public:
    virtual ~AccountRepository() = default;

    virtual std::optional<Account> find(database::Session& session, AccountId id) = 0;
    /// Usernames are compared without regard to case.
    virtual std::optional<Account> find_by_username(database::Session& session, std::string_view username) = 0;
    virtual std::optional<Account> find_by_customer(database::Session& session, CustomerId customer) = 0;

    virtual AccountId add(database::Transaction& transaction, const Account& account) = 0;
};

}  // namespace till
