#pragma once
#include "platform/database/sql_session.h"
#include "shop/kernel/ids.h"

namespace till {

/// The sessions of accounts: they end where an account is removed or its password is changed.
class AccountSessions {
 public:
    virtual ~AccountSessions() = default;

    /// Ends all sessions of the account.
    virtual void remove_all(database::Transaction& transaction, AccountId account) = 0;
};

}  // namespace till
