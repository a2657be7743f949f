#include "shop/settings/shop_service.h"

namespace till {

ShopDescription ShopService::describe() {
    ShopDescription description = description_;
    description.demonstration_accounts.clear();
    if (description_.demonstration_accounts.empty()) return description;
    database_.read([&](database::SqlSession& session) {
        description.demonstration_accounts.clear();
        for (DemonstrationAccount account : description_.demonstration_accounts) {
            const auto role = role_of_account_(session, account.username);
            if (!role || roles_.covers(*role, Role::admin)) continue;
            account.role = *role;
            description.demonstration_accounts.push_back(std::move(account));
        }
    });
    return description;
}

}  // namespace till
