#pragma once
#include "api/route_table.h"
#include "shop/transfer/export_controller.h"

namespace till {

void add_export_routes(RouteTable& table, ExportController& exports);

}  // namespace till
