#include "services/customer_service.h"

#include "models/problems.h"
#include "services/found.h"

namespace till {

using database::Session;
using database::Transaction;

Customer CustomerService::add(const CustomerDetails& details) {
    return database_.write([&](Transaction& transaction) {
        if (customers_.find_by_email(transaction, details.email)) {
            throw Refusal(problems::email_taken, "There is a customer with the address " + details.email + ".");
        }
        Customer customer{details};
        customer.created_at = customer.updated_at = clock_.now();
        customer.id = customers_.add(transaction, {&customer, 1}).front();
        return customer;
    });
}

Customer CustomerService::find(CustomerId id) {
    return found(database_.read([&](Session& session) { return customers_.find(session, id); }), "customer", id);
}

}  // namespace till
