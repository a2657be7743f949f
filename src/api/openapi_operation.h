#pragma once
#include "api/route.h"
#include "platform/json/json.h"
#include "shop/kernel/list_page.h"

namespace till {

/// `components/parameters`.
json::Value shared_parameters(const ListPageBounds& list_page_bounds);

/// The OpenAPI operation object of a route: its parameters, its body, and its responses, those of its middleware
/// included.
json::Value openapi_operation(const Route& route);

}  // namespace till
