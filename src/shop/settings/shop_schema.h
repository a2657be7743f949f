#pragma once
#include "api/schema.h"
#include "shop/kernel/shop_settings.h"
#include "shop/settings/shop_description.h"

namespace till {

/// The JSON form of the shop. Made once for each application.
struct ShopSchemas {
    /// `shop` must outlive it.
    explicit ShopSchemas(const ShopSettings& shop);
    ShopSchemas(const ShopSchemas&) = delete;
    ShopSchemas& operator=(const ShopSchemas&) = delete;

    const schemas::Schema<ShopDescription> shop_description;
    const schemas::Schema<Role> role_description;
};

}  // namespace till
