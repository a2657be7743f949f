#pragma once
#include "api/schema.h"
#include "shop/settings/shop_description.h"

/// The JSON face of the shop. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<ShopDescription>& shop_description();
const Schema<Role>& role_description();

}  // namespace till::schemas
