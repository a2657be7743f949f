#include "app/documentation.h"

#include "embedded/docs_pages.h"
#include "routes/openapi.h"
#include "routes/route_table.h"

namespace till {

std::string openapi_yaml() { return json::serialize_yaml(openapi_document(all_routes({}))); }

std::string openapi_json() { return json::serialize_pretty(openapi_document(all_routes({}))); }

DocumentationController::Pages documentation_pages() {
    DocumentationController::Pages pages;
    for (const embedded::File& file : embedded::docs_pages()) pages.emplace(file.path, file.bytes);
    return pages;
}

}  // namespace till
