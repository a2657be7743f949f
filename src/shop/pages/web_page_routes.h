#pragma once
#include "api/route_table.h"
#include "shop/pages/web_page_controller.h"

namespace till {

void add_web_page_routes(RouteTable& table, WebPageController& pages);

}  // namespace till
