#pragma once
#include "api/documentation_controller.h"
#include "api/route_table.h"

namespace till {

void add_documentation_routes(RouteTable& table, DocumentationController& documents);

}  // namespace till
