#include "shop/customers/customer_service.h"

#include "shop/kernel/problems.h"
#include "shop/accounts/account_service.h"
#include "shop/kernel/found.h"

namespace till {

using database::Session;
using database::Transaction;

namespace {

// Except the customer of that id, nobody may have it.
void require_free_email(Transaction& transaction, CustomerRepository& customers, const std::string& email,
                        CustomerId except = 0) {
    const auto other = customers.find_by_email(transaction, email);
    if (other && other->id != except) {
        throw Refusal(problems::email_taken, "Another customer has the e-mail address " + email + ".");
    }
}

}  // namespace

Page<Customer> CustomerService::list(const SearchRequest& request) {
    return database_.read([&](Session& session) { return customers_.list(session, request); });
}

Customer CustomerService::find(CustomerId id) {
    return found(database_.read([&](Session& session) { return customers_.find(session, id); }), "customer", id);
}

Customer CustomerService::add(const CustomerDetails& details) {
    return database_.write(
        [&](Transaction& transaction) { return add_customer(transaction, customers_, details, clock_.now()); });
}

Customer CustomerService::change(const Actor& actor, CustomerId id, const ExpectedVersion& expected,
                                 const std::function<void(CustomerDetails&)>& change) {
    return database_.write([&](Transaction& transaction) {
        const Customer before = versioned_.find_to_change(transaction, id, expected);
        return versioned_.change(before, change, [&](const Customer& after) {
            if (const auto account = accounts_.find_by_customer(transaction, id)) {
                require_power_over(actor.caller, account->role);
            }
            require_free_email(transaction, customers_, after.email, id);
            customers_.update(transaction, after);
        });
    });
}

void CustomerService::remove(const Actor& actor, CustomerId id, const ExpectedVersion& expected) {
    std::optional<Account> account;
    database_.write([&](Transaction& transaction) {
        const Customer customer = versioned_.find_to_change(transaction, id, expected);
        account = accounts_.find_by_customer(transaction, id);
        if (account) {
            require_power_over(actor.caller, account->role);
            require_another_admin(transaction, accounts_, *account);
            sessions_.remove_all(transaction, account->id);
        }
        orders_.forget_customer(transaction, id);
        customers_.remove(transaction, customer);
        transaction.erase_traces();
    });
    if (account) log_.note(SecurityEvent::account_removed, actor, account->id);
}

Customer add_customer(Transaction& transaction, CustomerRepository& customers, const CustomerDetails& details,
                      Timestamp now) {
    require_free_email(transaction, customers, details.email);
    Customer customer{details};
    customer.created_at = customer.updated_at = now;
    customer.id = customers.add(transaction, {&customer, 1}).front();
    return customer;
}

}  // namespace till
