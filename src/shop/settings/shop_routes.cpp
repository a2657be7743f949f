#include "api/route_table.h"
#include "api/schemas.h"

namespace till {

void add_shop_routes(RouteTable& table) {
    table.get("/shop", &ShopController::show)
        .summary("Retrieve the shop")
        .named("Shop", "showShop")
        .open()
        .cached(Cached::for_everyone)
        .answers(200, "The shop's name, its currency and what is available without a token",
                 schemas::shop_description());

    table.get("/roles", &ShopController::list_roles)
        .summary("List roles")
        .named("Customers and accounts", "listRoles")
        .allow(Permission::accounts_read)
        .lists()
        .answers_list(200, "Each role with its permissions", schemas::role_description());
}

}  // namespace till
