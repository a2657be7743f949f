#include "api/documentation_routes.h"

namespace till {

void add_documentation_routes(RouteTable& table, DocumentationController& documents) {
    using http::Method;
    table.add(Method::get, "/api/swagger.yaml", documents, &DocumentationController::yaml).open().undocumented();
    table.add(Method::get, "/api/openapi.json", documents, &DocumentationController::json).open().undocumented();
}

}  // namespace till
