#pragma once
#include "shop/accounts/account_repository.h"
#include "shop/accounts/account_sessions.h"
#include "shop/customers/customer_observer.h"
#include "shop/kernel/security_log.h"

namespace till {

/// Protects the accounts of customers. A customer whose account has a role that the actor's does not cover
/// (Roles::covers()) can neither be changed nor removed: the account is removed with the customer, and a person who
/// changes the e-mail address may gain access to the account. Sessions end with the customer. Refuses to lose the last
/// admin.
class CustomerAccounts : public CustomerObserver {
 public:
    CustomerAccounts(AccountRepository& accounts, AccountSessions& sessions, SecurityLog& log, const Roles& roles)
        : accounts_(accounts), sessions_(sessions), log_(log), roles_(roles) {}

    void before_change(database::Transaction& transaction, const Actor& actor, CustomerId customer) override;
    AfterCommit before_removal(database::Transaction& transaction, const Actor& actor, CustomerId customer) override;

 private:
    AccountRepository& accounts_;
    AccountSessions& sessions_;
    SecurityLog& log_;
    const Roles& roles_;
};

}  // namespace till
