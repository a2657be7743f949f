#include "shop/kernel/role.h"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

namespace till {
namespace {

Permissions set_of(std::initializer_list<Permission> permissions) {
    Permissions set;
    for (const Permission permission : permissions) set.set(static_cast<std::size_t>(permission));
    return set;
}

/// Permissions that give no power over other accounts.
Permissions about_oneself() {
    return set_of(
        {Permission::cart_use, Permission::orders_read_own, Permission::profile_read, Permission::profile_write});
}

}  // namespace

const Role Role::admin{"admin"};
const Role Role::customer{"customer"};

Role::Role() : name_("customer") {}

Roles::Roles() {
    const Permissions own = set_of({Permission::cart_use, Permission::orders_read_own});
    define("admin", ~own);
    define("customer", own | set_of({Permission::products_read, Permission::orders_place, Permission::profile_read,
                                     Permission::profile_write}));
}

void Roles::define(std::string name, Permissions permissions) {
    if (knows(name)) throw std::invalid_argument("the role " + name + " is there already");
    definitions_.emplace_back(std::move(name), permissions);
}

Permissions Roles::permissions_of(std::string_view name) const {
    const Definition* definition = find(name);
    return definition == nullptr ? Permissions() : definition->second;
}

std::vector<std::string> Roles::names() const {
    std::vector<std::string> names;
    for (const Definition& definition : definitions_) names.push_back(definition.first);
    return names;
}

const Roles::Definition* Roles::find(std::string_view name) const {
    const auto found = std::find_if(definitions_.begin(), definitions_.end(),
                                    [name](const Definition& definition) { return definition.first == name; });
    return found == definitions_.end() ? nullptr : &*found;
}

bool Roles::allows(const Role& role, Permission permission) const {
    return permissions_of(role.name()).test(static_cast<std::size_t>(permission));
}

bool Roles::covers(const Role& role, const Role& other) const {
    if (other == Role::customer) return true;
    return (permissions_of(other.name()) & ~permissions_of(role.name()) & ~about_oneself()).none();
}

}  // namespace till
