#pragma once
#include <functional>

#include "database/database.h"
#include "models/caller.h"
#include "models/customer.h"
#include "models/version.h"
#include "repositories/account_repository.h"
#include "repositories/customer_repository.h"
#include "repositories/order_repository.h"
#include "repositories/session_repository.h"
#include "services/security_log.h"
#include "utils/clock.h"

namespace till {

/// Who buys. Whose account has a role that the actor's does not cover (Role::covers()) can neither be changed nor
/// removed by him: with the customer goes the account, and who changes where mail goes may come to the account by that.
class CustomerService {
 public:
    CustomerService(database::Database& database, CustomerRepository& customers, AccountRepository& accounts,
                    SessionRepository& sessions, OrderRepository& orders, SecurityLog& log, const Clock& clock)
        : database_(database),
          customers_(customers),
          accounts_(accounts),
          sessions_(sessions),
          orders_(orders),
          log_(log),
          clock_(clock) {}

    Page<Customer> list(const SearchRequest& request);
    Customer find(CustomerId id);

    /// Refuses a taken e-mail address.
    Customer add(const CustomerDetails& details);
    /// Lets `change` edit the customer's details as they are at that moment; the version goes up if it changes any.
    /// Refuses a taken e-mail address, and another version than is expected.
    Customer change(const Actor& actor, CustomerId id, const ExpectedVersion& expected,
                    const std::function<void(CustomerDetails&)>& change);
    /// All that is known of the customer goes, with the cart, the account and its sessions; orders stay as records,
    /// without addresses and notes. On SQLite, nothing of it stays in the database's files. Refuses another version
    /// than is expected, and the customer of the last admin's account.
    void remove(const Actor& actor, CustomerId id, const ExpectedVersion& expected);

 private:
    database::Database& database_;
    CustomerRepository& customers_;
    AccountRepository& accounts_;
    SessionRepository& sessions_;
    OrderRepository& orders_;
    SecurityLog& log_;
    const Clock& clock_;
};

/// Adds a customer in a transaction that does more. Refuses a taken e-mail address.
Customer add_customer(database::Transaction& transaction, CustomerRepository& customers, const CustomerDetails& details,
                      Timestamp now);

}  // namespace till
