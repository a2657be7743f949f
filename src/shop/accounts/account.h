#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "platform/time/clock.h"
#include "shop/customers/customer.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/role.h"

namespace till {

struct NewAccount {
    std::optional<CustomerId> customer_id;
    std::string username;
    std::string password;
    Role role;
};

/// A registration: makes customer and account in one.
struct Registration : CustomerDetails {
    std::string username;
    std::string password;
};

/// What can be changed of an account. Without a password, the present one stays.
struct AccountDetails {
    std::string username;
    Role role;
    std::optional<std::string> password;
};

struct Account {
    AccountId id = 0;
    std::optional<CustomerId> customer_id;
    std::string username;
    std::string password_hash;
    Role role;
    std::int64_t version = 1;
    Timestamp created_at;
    Timestamp updated_at;

    bool operator==(const Account&) const = default;
};

/// An account with the customer it belongs to, as it is returned.
struct AccountView : Account {
    std::optional<Customer> customer;
};

}  // namespace till
