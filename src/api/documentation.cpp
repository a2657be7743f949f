#include "api/documentation.h"

#include "embedded/demo_pictures.h"
#include "embedded/docs_pages.h"
#include "embedded/shop_pages.h"
#include "api/openapi.h"
#include "api/route_table.h"

namespace till {

std::string openapi_yaml() { return json::serialize_yaml(openapi_document(all_routes({}))); }

std::string openapi_json() { return json::serialize_pretty(openapi_document(all_routes({}))); }

PageController::Files pages() {
    PageController::Files files;
    for (const embedded::File& file : embedded::docs_pages()) {
        files.emplace("api/docs/" + std::string(file.path), file.bytes);
    }
    for (const embedded::File& file : embedded::shop_pages()) files.emplace(file.path, file.bytes);
    for (const embedded::File& file : embedded::demo_pictures()) {
        files.emplace("demo/" + std::string(file.path), file.bytes);
    }
    return files;
}

}  // namespace till
