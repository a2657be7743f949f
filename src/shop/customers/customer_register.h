#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/customers/customer_directory.h"

namespace till {

/// The customers, for features that add and change them in transactions of their own. Does not check what
/// CustomerService checks; see add_customer().
class CustomerRegister : public CustomerDirectory {
 public:
    /// Addresses are compared by their email_key(), or as they were in version 1 (platform/text/text_keys.h).
    virtual std::optional<Customer> find_by_email(database::SqlSession& session, std::string_view email) = 0;
    /// As find(), and no other transaction changes the customer before this one ends.
    virtual std::optional<Customer> find_to_change(database::Transaction& transaction, CustomerId id) = 0;

    virtual std::vector<CustomerId> add(database::Transaction& transaction, std::span<const Customer> customers) = 0;
    /// Writes details, version and updated_at of the customer with that id.
    virtual void update(database::Transaction& transaction, const Customer& customer) = 0;
};

}  // namespace till
