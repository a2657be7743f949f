#pragma once
#include <functional>
#include <vector>

#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/customers/customer.h"
#include "shop/customers/customer_observer.h"
#include "shop/customers/customer_register.h"
#include "shop/customers/customer_repository.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/versioned.h"

namespace till {

/// The customers. Features that store something of customers take part in changes and removals as observers; what they
/// refuse is refused.
class CustomerService {
 public:
    CustomerService(database::Database& database, CustomerRepository& customers, const Clock& clock)
        : database_(database), customers_(customers), clock_(clock) {}

    /// Before the first request. Observers are called in the order in which they were added.
    void add_observer(CustomerObserver& observer) { observers_.push_back(&observer); }

    ListPage<Customer> list(const SearchRequest& request);
    Customer find(CustomerId id);

    /// Refuses a taken e-mail address.
    Customer add(const CustomerDetails& details);
    /// Lets `change` edit the customer's details as they are at that moment; the version goes up if it changes any.
    /// Refuses a taken e-mail address, and another version than is expected.
    Customer change(const Actor& actor, CustomerId id, const ExpectedVersion& expected,
                    const std::function<void(CustomerDetails&)>& change);
    /// Removes all data of the customer, with the cart, the account and its sessions; orders stay as records, without
    /// addresses and notes. On SQLite, nothing of it stays in the database's files. Refuses another version than is
    /// expected, and the customer of the last admin's account.
    void remove(const Actor& actor, CustomerId id, const ExpectedVersion& expected);

 private:
    database::Database& database_;
    CustomerRepository& customers_;
    const Clock& clock_;
    std::vector<CustomerObserver*> observers_;
    Versioned<CustomerRepository> versioned_{customers_, "customer", clock_};
};

/// Adds a customer in a transaction that does more. Refuses a taken e-mail address.
Customer add_customer(database::Transaction& transaction, CustomerRegister& customers, const CustomerDetails& details,
                      Timestamp now);

}  // namespace till
