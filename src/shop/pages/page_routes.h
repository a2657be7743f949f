#pragma once
#include "api/route_table.h"
#include "shop/pages/page_controller.h"

namespace till {

void add_page_routes(RouteTable& table, PageController& pages);

}  // namespace till
