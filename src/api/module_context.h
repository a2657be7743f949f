#pragma once
#include "api/paging.h"
#include "api/route_table.h"
#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/kernel/housekeeping_service.h"
#include "shop/kernel/security_log.h"
#include "shop/kernel/shop_settings.h"

namespace till {

/// The dependencies of every feature's module, and the registries that it adds to. All of it must outlive the modules.
struct ModuleContext {
    const ShopSettings& shop;
    const CursorSealer& cursors;
    database::Database& database;
    const Clock& clock;
    SecurityLog& security_log;
    RouteTable& routes;
    HousekeepingService& housekeeping;
};

}  // namespace till
