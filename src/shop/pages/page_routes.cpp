#include "shop/pages/page_routes.h"

namespace till {

void add_page_routes(RouteTable& table, PageController& pages) {
    table.add(http::Method::get, "/api/docs", pages, &PageController::show).open().undocumented();
    table.add(http::Method::get, "/{page...}", pages, &PageController::show).open().undocumented();
}

}  // namespace till
