#include "shop/settings/shop_controller.h"

#include "api/exchange.h"
#include "shop/settings/shop_schema.h"

namespace till {

http::Response ShopController::show(const Request& /*request*/) {
    return ok(schemas::shop_description().write(shop_.describe()));
}

http::Response ShopController::list_roles(const Request& /*request*/) {
    std::vector<Role> roles;
    for (std::string& name : Roles::of_the_shop().names()) roles.emplace_back(std::move(name));
    json::Writer writer;
    schemas::role_description().write_list(roles, writer);
    return ok(writer.take());
}

}  // namespace till
