#pragma once
#include <functional>
#include <optional>
#include <string>

#include "platform/database/database.h"
#include "platform/security/passwords.h"
#include "platform/time/clock.h"
#include "shop/accounts/account.h"
#include "shop/accounts/account_repository.h"
#include "shop/accounts/account_sessions.h"
#include "shop/accounts/password_rules.h"
#include "shop/customers/customer_register.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/security_log.h"
#include "shop/kernel/versioned.h"

namespace till {

/// Who may sign in. What takes a password hashes it, which takes tens of milliseconds, before the transaction begins.
/// No actor can grant or change permissions that it lacks: a change of an account is refused as `forbidden` where the
/// actor's role does not cover the account's (Roles::covers()), or the role that it is to get.
class AccountService {
 public:
    AccountService(database::Database& database, AccountRepository& accounts, CustomerRegister& customers,
                   AccountSessions& sessions, const PasswordHasher& passwords, SecurityLog& log, const Clock& clock,
                   const Roles& roles, PasswordRules password_rules = PasswordRules(""))
        : database_(database),
          accounts_(accounts),
          customers_(customers),
          sessions_(sessions),
          passwords_(passwords),
          log_(log),
          clock_(clock),
          roles_(roles),
          password_rules_(std::move(password_rules)) {}

    ListPage<AccountView> list(const SearchRequest& request);
    AccountView find(AccountId id);

    /// Refuses a taken username and a second account of a customer; a customer's has to have its customer. This and the
    /// others refuse a new password that is easily guessed (shop/accounts/password_rules.h).
    AccountView add(const Actor& actor, const NewAccount& account);
    /// Makes a customer and the account of it, both or neither. Refuses a taken username, then a taken e-mail address.
    AccountView add(const Origin& origin, const Registration& registration);
    /// Lets `change` edit the account as it is at that moment, without its password; the version goes up if it changes
    /// anything. A new password ends all sessions of the account. Refuses another version than is expected, a taken
    /// username, the role customer without a customer, and to take the role from the last admin. Calls `change` more
    /// than once.
    AccountView change(const Actor& actor, AccountId id, const ExpectedVersion& expected,
                       const std::function<void(AccountDetails&)>& change);
    /// With its sessions; its customer stays. Refuses another version than is expected, and the last admin's account.
    void remove(const Actor& actor, AccountId id, const ExpectedVersion& expected);

 private:
    AccountView add(database::Transaction& transaction, const NewAccount& account, const std::string& password_hash);
    Account find_to_change(database::Transaction& transaction, const Actor& actor, AccountId id,
                           const ExpectedVersion& expected) const;
    void require_changeable(database::Transaction& transaction, const Actor& actor, const Account& before,
                            const Account& after);
    void note_changes(const Actor& actor, const Account& before, const Account& after);
    void require_acceptable(database::Transaction& transaction, const NewAccount& account);
    void require_free_username(database::Transaction& transaction, const std::string& username, AccountId except = 0);
    void require_good_password(database::SqlSession& session, const std::string& password, const std::string& username,
                               std::optional<CustomerId> customer);
    AccountView view(database::SqlSession& session, const Account& account);

    database::Database& database_;
    AccountRepository& accounts_;
    CustomerRegister& customers_;
    AccountSessions& sessions_;
    const PasswordHasher& passwords_;
    SecurityLog& log_;
    const Clock& clock_;
    const Roles& roles_;
    const PasswordRules password_rules_;
    Versioned<AccountRepository> versioned_{accounts_, "account", clock_};
};

/// Refuses an actor that lacks some of the role's permissions.
void require_power_over(const Caller& caller, const Role& role, const Roles& roles);

/// Refuses to lose the last admin: where `account` is one, there has to be another, which stays until the transaction
/// ends.
void require_another_admin(database::Transaction& transaction, AccountRepository& accounts, const Account& account);

}  // namespace till
