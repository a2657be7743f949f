#include "shop/settings/shop_service.h"

namespace till {

ShopDescription ShopService::describe() {
    ShopDescription description = description_;
    description.demonstration_accounts.clear();
    if (description_.demonstration_accounts.empty()) return description;
    database_.read([&](database::Session& session) {
        description.demonstration_accounts.clear();
        for (DemonstrationAccount account : description_.demonstration_accounts) {
            const auto found = accounts_.find_by_username(session, account.username);
            if (!found || found->role.covers(Role::admin)) continue;
            account.role = found->role;
            description.demonstration_accounts.push_back(std::move(account));
        }
    });
    return description;
}

}  // namespace till
