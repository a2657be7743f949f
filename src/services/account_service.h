#pragma once
#include "database/database.h"
#include "models/customer.h"
#include "repositories/account_repository.h"
#include "repositories/customer_repository.h"
#include "security/passwords.h"
#include "utils/clock.h"

namespace till {

class AccountService {
 public:
    AccountService(database::Database& database, AccountRepository& accounts, CustomerRepository& customers,
                   const PasswordHasher& passwords, const Clock& clock)
        : database_(database), accounts_(accounts), customers_(customers), passwords_(passwords), clock_(clock) {}

    /// Refuses a taken username and a second account of a customer; only an admin's may be without a customer. Hashes
    /// the password, which takes tens of milliseconds.
    AccountView add(const NewAccount& account);
    AccountView find(AccountId id);

 private:
    void require_acceptable(database::Transaction& transaction, const NewAccount& account);
    AccountView view(database::Session& session, const Account& account);

    database::Database& database_;
    AccountRepository& accounts_;
    CustomerRepository& customers_;
    const PasswordHasher& passwords_;
    const Clock& clock_;
};

}  // namespace till
