#pragma once
#include "api/request.h"
#include "shop/settings/shop_schema.h"
#include "shop/settings/shop_service.h"

namespace till {

/// What the shop is, and what its roles may do.
class ShopController {
 public:
    ShopController(const ShopSchemas& schemas, const Roles& roles, ShopService& shop)
        : schemas_(schemas), roles_(roles), shop_(shop) {}

    http::Response show(const Request& request);
    http::Response list_roles(const Request& request);

 private:
    const ShopSchemas& schemas_;
    const Roles& roles_;
    ShopService& shop_;
};

}  // namespace till
