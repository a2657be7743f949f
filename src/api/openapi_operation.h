#pragma once
#include <string_view>

#include "api/route.h"
#include "platform/json/json.h"

namespace till {

/// A `$ref` to a component of the document: `kind` is "schemas" or "headers".
json::Value component_reference(std::string_view kind, std::string_view name);

/// The OpenAPI operation object of a route: its parameters, its body, and its responses, those of its middleware
/// included.
json::Value openapi_operation(const Route& route);

}  // namespace till
