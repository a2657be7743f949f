#pragma once
#include <optional>
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/accounts/account.h"

namespace till {

/// The accounts, for features that sign in with them. Does not check what AccountService checks.
class AccountDirectory {
 public:
    virtual ~AccountDirectory() = default;

    virtual std::optional<Account> find(database::SqlSession& session, AccountId id) = 0;
    /// Usernames are compared by their username_key(), or as they were in version 1 (platform/text/text_keys.h).
    virtual std::optional<Account> find_by_username(database::SqlSession& session, std::string_view username) = 0;
    /// As find(), and no other transaction changes the account before this one ends.
    virtual std::optional<Account> find_to_change(database::Transaction& transaction, AccountId id) = 0;
    /// Writes username, password hash, role, version and updated_at of the account with that id.
    virtual void update(database::Transaction& transaction, const Account& account) = 0;
};

}  // namespace till
