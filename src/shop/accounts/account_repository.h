#pragma once
#include <optional>
#include <string_view>

#include "platform/database/session.h"
#include "shop/accounts/account.h"
#include "shop/kernel/page.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

class AccountRepository : public RenewableTexts {
 public:
    virtual std::optional<Account> find(database::Session& session, AccountId id) = 0;
    /// Usernames are compared by their username_key(), or as they were in version 1 (utils/text_keys.h).
    virtual std::optional<Account> find_by_username(database::Session& session, std::string_view username) = 0;
    virtual std::optional<Account> find_by_customer(database::Session& session, CustomerId customer) = 0;
    /// Newest first. A search finds part of a username, without regard to case.
    virtual Page<Account> list(database::Session& session, const SearchRequest& request) = 0;
    /// As find(), and nobody else changes the account before the transaction ends.
    virtual std::optional<Account> find_to_change(database::Transaction& transaction, AccountId id) = 0;
    /// How many accounts have the role admin. Nobody else changes one of them before the transaction ends.
    virtual std::int64_t lock_admins(database::Transaction& transaction) = 0;

    virtual AccountId add(database::Transaction& transaction, const Account& account) = 0;
    /// Writes username, password hash, role, version and updated_at of the account with that id.
    virtual void update(database::Transaction& transaction, const Account& account) = 0;
    /// Its sessions have to be ended before.
    virtual void remove(database::Transaction& transaction, const Account& account) = 0;
};

}  // namespace till
