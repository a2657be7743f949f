#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_shop_routes(RouteTable& table) {
    table.get("/shop", &ShopController::show)
        .summary("Show what shop this is")
        .named("Shop", "showShop")
        .open()
        .cached(Cached::for_everyone)
        .answers(200, "Its name, its currency and what is open to everybody", schemas::shop_description());

    table.get("/roles", &ShopController::list_roles)
        .summary("List the roles")
        .named("Customers and accounts", "listRoles")
        .allow(Permission::accounts_read)
        .lists()
        .answers_list(200, "Each role with what it may do", schemas::role_description());
}

}  // namespace till
