#pragma once
#include "shop/kernel/shop_settings.h"

namespace till::test {

/// Of a shop that nothing was configured for: US dollars, UTC, the built-in roles.
inline const ShopSettings& shop_settings() {
    static const ShopSettings settings;
    return settings;
}

}  // namespace till::test
