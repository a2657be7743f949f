#include "api/route_table.h"

namespace till {

void add_page_routes(RouteTable& table) {
    table.add(http::Method::get, "/api/docs", &PageController::show).open().undocumented();
    table.add(http::Method::get, "/{page...}", &PageController::show).open().undocumented();
}

}  // namespace till
