#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/ids.h"
#include "models/named.h"

namespace till {

enum class Role : std::uint8_t { admin, customer };

template <>
struct Names<Role> {
    static constexpr std::string_view names[] = {"admin", "customer"};
};

/// What an endpoint asks for. A role is a set of these.
enum class Permission : std::uint8_t {
    products_read,
    products_write,
    stock_read,
    stock_write,
    customers_read,
    customers_write,
    accounts_read,
    accounts_write,
    cart_use,
    orders_place,
    orders_read_own,
    orders_read_all,
    profile_read,
};

template <>
struct Names<Permission> {
    static constexpr std::string_view names[] = {
        "products:read",   "products:write", "stock:read",     "stock:write", "customers:read",
        "customers:write", "accounts:read",  "accounts:write", "cart:use",    "orders:place",
        "orders:read-own", "orders:read",    "profile:read"};
};

bool allows(Role role, Permission permission);

/// Who asks: the account behind a valid token.
struct Caller {
    AccountId account = 0;
    Role role = Role::customer;
    std::optional<CustomerId> customer;

    bool may(Permission permission) const { return allows(role, permission); }
};

}  // namespace till
