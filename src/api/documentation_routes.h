#pragma once
#include "api/route_table.h"
#include "api/documentation_controller.h"

namespace till {

void add_documentation_routes(RouteTable& table, DocumentationController& documents);

}  // namespace till
