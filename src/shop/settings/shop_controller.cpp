#include "shop/settings/shop_controller.h"

#include "api/exchange.h"

namespace till {

http::Response ShopController::show(const Request& /*request*/) {
    return ok(schemas_.shop_description.write(shop_.describe()));
}

http::Response ShopController::list_roles(const Request& /*request*/) {
    std::vector<Role> roles;
    for (std::string& name : roles_.names()) roles.emplace_back(std::move(name));
    json::Writer writer;
    schemas_.role_description.write_list(roles, writer);
    return ok(writer.take());
}

}  // namespace till
