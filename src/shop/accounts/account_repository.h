#pragma once
#include <optional>

#include "platform/database/sql_session.h"
#include "shop/accounts/account.h"
#include "shop/accounts/account_directory.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

class AccountRepository : public AccountDirectory, public RenewableTexts {
 public:
    virtual std::optional<Account> find_by_customer(database::SqlSession& session, CustomerId customer) = 0;
    /// Newest first. A search finds part of a username, without regard to case.
    virtual ListPage<Account> list(database::SqlSession& session, const SearchRequest& request) = 0;
    /// How many accounts have the role admin. Nobody else changes one of them before the transaction ends.
    virtual std::int64_t lock_admins(database::Transaction& transaction) = 0;

    virtual AccountId add(database::Transaction& transaction, const Account& account) = 0;
    /// Its sessions have to be ended before.
    virtual void remove(database::Transaction& transaction, const Account& account) = 0;
};

}  // namespace till
