#pragma once
#include <functional>

#include "platform/database/database.h"
#include "shop/kernel/caller.h"
#include "shop/customers/customer.h"
#include "shop/kernel/versioned.h"
#include "shop/accounts/account_repository.h"
#include "shop/customers/customer_repository.h"
#include "shop/orders/order_repository.h"
#include "shop/sessions/session_repository.h"
#include "shop/kernel/security_log.h"
#include "platform/time/clock.h"

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
    Versioned<CustomerRepository> versioned_{customers_, "customer", clock_};
};

/// Adds a customer in a transaction that does more. Refuses a taken e-mail address.
Customer add_customer(database::Transaction& transaction, CustomerRepository& customers, const CustomerDetails& details,
                      Timestamp now);

}  // namespace till
