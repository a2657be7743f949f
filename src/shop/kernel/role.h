#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shop/kernel/permission.h"

namespace till {

/// What an account may do: the name of a set of permissions, which is looked up in the shop's Roles.
class Role {
 public:
    static const Role admin;     ///< everything but a cart
    static const Role customer;  ///< buys, and sees its own data

    Role();  ///< customer
    explicit Role(std::string name) : name_(std::move(name)) {}

    const std::string& name() const { return name_; }

    bool operator==(const Role&) const = default;

 private:
    std::string name_;
};

/// The roles of a shop: admin and customer, which are built in, and those of the configuration. Not changed once the
/// shop serves, and then safe from any thread.
class Roles {
 public:
    Roles();

    /// Throws std::invalid_argument for a name that is there already.
    void define(std::string name, Permissions permissions);

    bool knows(std::string_view name) const { return find(name) != nullptr; }
    /// None for a name that it does not know.
    Permissions permissions_of(std::string_view name) const;
    std::vector<std::string> names() const;

    bool allows(const Role& role, Permission permission) const;
    /// Whether an account with a role may grant and withdraw the other role, and change accounts that have it: only
    /// where it has all of that role's permissions. Permissions on an account's own data (a cart, orders, a profile),
    /// and so the role customer, are not counted.
    bool covers(const Role& role, const Role& other) const;

 private:
    using Definition = std::pair<std::string, Permissions>;
    const Definition* find(std::string_view name) const;

    std::vector<Definition> definitions_;
};

}  // namespace till
