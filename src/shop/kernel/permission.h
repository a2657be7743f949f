#pragma once
#include <bitset>
#include <cstdint>
#include <string_view>

#include "shop/kernel/named.h"

namespace till {

/// What an endpoint requires. A role is a set of these.
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
    orders_write,
    profile_read,
    profile_write,
    products_import,
    products_export,
    customers_import,
    customers_export,
    orders_import,
    orders_export,
};

template <>
struct Names<Permission> {
    static constexpr std::string_view names[] = {
        "products:read",    "products:write", "stock:read",    "stock:write",     "customers:read",  "customers:write",
        "accounts:read",    "accounts:write", "cart:use",      "orders:place",    "orders:read-own", "orders:read",
        "orders:write",     "profile:read",   "profile:write", "products:import", "products:export", "customers:import",
        "customers:export", "orders:import",  "orders:export"};
};

using Permissions = std::bitset<std::size(Names<Permission>::names)>;

}  // namespace till
