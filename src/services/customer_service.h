#pragma once
#include "database/database.h"
#include "models/customer.h"
#include "repositories/customer_repository.h"
#include "utils/clock.h"

namespace till {

class CustomerService {
 public:
    CustomerService(database::Database& database, CustomerRepository& customers, const Clock& clock)
        : database_(database), customers_(customers), clock_(clock) {}

    /// Refuses a taken e-mail address.
    Customer add(const CustomerDetails& details);
    Customer find(CustomerId id);

 private:
    database::Database& database_;
    CustomerRepository& customers_;
    const Clock& clock_;
};

}  // namespace till
