#include "shop/settings/shop_routes.h"

#include "shop/settings/shop_schema.h"

namespace till {

void add_shop_routes(RouteTable& table, ShopController& shop, const ShopSchemas& schemas) {
    table.get("/shop", shop, &ShopController::show)
        .summary("Retrieve the shop")
        .named("Shop", "showShop")
        .open()
        .cached(Cached::for_everyone)
        .responds(200, "The shop's name, its currency and what is available without a token", schemas.shop_description);

    table.get("/roles", shop, &ShopController::list_roles)
        .summary("List roles")
        .named("Customers and accounts", "listRoles")
        .allow(Permission::accounts_read)
        .lists()
        .responds_with_list(200, "Each role with its permissions", schemas.role_description);
}

}  // namespace till
