#pragma once
#include <vector>

#include "api/route.h"
#include "platform/json/json.h"
#include "shop/kernel/list_page.h"

namespace till {

/// The OpenAPI 3.1 document of the documented routes: nothing in it is written by hand but the introduction.
json::Value openapi_document(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds);

}  // namespace till
