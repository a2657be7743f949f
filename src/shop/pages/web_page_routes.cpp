#include "shop/pages/web_page_routes.h"

namespace till {

void add_web_page_routes(RouteTable& table, WebPageController& pages) {
    table.add(http::Method::get, "/api/docs", pages, &WebPageController::show).open().undocumented();
    table.add(http::Method::get, "/{page...}", pages, &WebPageController::show).open().undocumented();
}

}  // namespace till
