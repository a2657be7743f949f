#pragma once
#include "api/request.h"
#include "shop/settings/shop_service.h"

namespace till {

/// What the shop is, and what its roles may do.
class ShopController {
 public:
    explicit ShopController(ShopService& shop) : shop_(shop) {}

    http::Response show(const Request& request);
    http::Response list_roles(const Request& request);

 private:
    ShopService& shop_;
};

}  // namespace till
