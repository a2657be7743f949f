#pragma once
#include "api/route_table.h"
#include "shop/transfer/import_controller.h"

namespace till {

void add_import_routes(RouteTable& table, ImportController& imports);

}  // namespace till
