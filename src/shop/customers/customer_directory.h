#pragma once
#include <optional>
#include <span>
#include <vector>

#include "platform/database/sql_session.h"
#include "shop/customers/customer.h"

namespace till {

/// The customers, for features that refer to them.
class CustomerDirectory {
 public:
    virtual ~CustomerDirectory() = default;

    virtual std::optional<Customer> find(database::SqlSession& session, CustomerId id) = 0;
    /// Those of the ids that exist, in no particular order.
    virtual std::vector<Customer> find_all(database::SqlSession& session, std::span<const CustomerId> ids) = 0;
};

}  // namespace till
