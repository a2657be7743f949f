#include "models/permission.h"

namespace till {

bool allows(Role role, Permission permission) {
    switch (permission) {
        case Permission::products_read:
        case Permission::orders_place:
        case Permission::profile_read:
            return true;
        case Permission::cart_use:
        case Permission::orders_read_own:
            return role == Role::customer;
        case Permission::products_write:
        case Permission::stock_read:
        case Permission::stock_write:
        case Permission::customers_read:
        case Permission::customers_write:
        case Permission::accounts_read:
        case Permission::accounts_write:
        case Permission::orders_read_all:
            return role == Role::admin;
    }
    return false;
}

}  // namespace till
