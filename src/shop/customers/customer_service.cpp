#include "shop/customers/customer_service.h"

#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

// Except the customer of that id, no customer may have it.
void require_free_email(Transaction& transaction, CustomerRegister& customers, const std::string& email,
                        CustomerId except = 0) {
    const auto other = customers.find_by_email(transaction, email);
    if (other && other->id != except) {
        throw Refusal(problems::email_taken, "Another customer has the e-mail address " + email + ".");
    }
}

}  // namespace

ListPage<Customer> CustomerService::list(const SearchRequest& request) {
    return database_.read([&](SqlSession& session) { return customers_.list(session, request); });
}

Customer CustomerService::find(CustomerId id) {
    return require_found(database_.read([&](SqlSession& session) { return customers_.find(session, id); }), "customer",
                         id);
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
            for (CustomerObserver* observer : observers_) observer->before_change(transaction, actor, id);
            require_free_email(transaction, customers_, after.email, id);
            customers_.update(transaction, after);
        });
    });
}

void CustomerService::remove(const Actor& actor, CustomerId id, const ExpectedVersion& expected) {
    std::vector<CustomerObserver::AfterCommit> after_commit;
    database_.write([&](Transaction& transaction) {
        after_commit.clear();
        const Customer customer = versioned_.find_to_change(transaction, id, expected);
        for (CustomerObserver* observer : observers_) {
            after_commit.push_back(observer->before_removal(transaction, actor, id));
        }
        customers_.remove(transaction, customer);
        transaction.erase_traces();
    });
    for (const CustomerObserver::AfterCommit& act : after_commit) {
        if (act) act();
    }
}

Customer add_customer(Transaction& transaction, CustomerRegister& customers, const CustomerDetails& details,
                      Timestamp now) {
    require_free_email(transaction, customers, details.email);
    Customer customer{details};
    customer.created_at = customer.updated_at = now;
    customer.id = customers.add(transaction, {&customer, 1}).front();
    return customer;
}

}  // namespace till
