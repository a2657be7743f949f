#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "database/session.h"
#include "models/customer.h"

namespace till {

class CustomerRepository {
 public:
    virtual ~CustomerRepository() = default;

    virtual std::optional<Customer> find(database::Session& session, CustomerId id) = 0;
    virtual std::vector<Customer> find_all(database::Session& session, std::span<const CustomerId> ids) = 0;
    /// E-mail addresses are compared without regard to case.
    virtual std::optional<Customer> find_by_email(database::Session& session, std::string_view email) = 0;

    virtual std::vector<CustomerId> add(database::Transaction& transaction, std::span<const Customer> customers) = 0;
    /// Writes details, version and updated_at of the customer with that id.
    virtual void update(database::Transaction& transaction, const Customer& customer) = 0;
};

}  // namespace till
