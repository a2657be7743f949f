#pragma once
#include "api/paging.h"
#include "api/route_table.h"
#include "platform/database/database.h"
#include "platform/time/clock.h"
#include "shop/kernel/housekeeping_service.h"
#include "shop/kernel/security_log.h"
#include "shop/kernel/shop_settings.h"

namespace till {

/// What the module of every feature is built on, and where it registers what it adds. All of it must outlive the
/// modules.
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
