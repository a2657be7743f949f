#include "api/route_table.h"

namespace till {

void add_documentation_routes(RouteTable& table) {
    using http::Method;
    table.add(Method::get, "/api/swagger.yaml", &DocumentationController::yaml).open().undocumented();
    table.add(Method::get, "/api/openapi.json", &DocumentationController::json).open().undocumented();
}

}  // namespace till
