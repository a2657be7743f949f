#pragma once
#include "platform/time/time_zone.h"
#include "shop/kernel/image_address.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/money.h"
#include "shop/kernel/order_bounds.h"
#include "shop/kernel/role.h"

namespace till {

/// What services and schemas need to know of the configuration. Made once for each application (src/app/options.h),
/// never changed, and handed to who needs it, so that two shops can be in one process. Must outlive the modules; safe
/// from any thread.
struct ShopSettings {
    Currency currency = Currency::from_code("USD").value();  ///< of all amounts
    TimeZone time_zone = TimeZone::find("UTC").value();      ///< whose days those of the shop are
    Roles roles;
    OrderBounds order_bounds;
    ListPageBounds list_page_bounds;
    ImageHosts image_hosts;
};

}  // namespace till
