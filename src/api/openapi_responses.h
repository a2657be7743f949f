#pragma once
#include <map>
#include <vector>

#include "api/route.h"
#include "platform/json/json.h"

namespace till {

/// A `$ref` to a component of the document: `kind` is "schemas", "headers", "parameters", "responses" or "examples".
json::Value component_reference(std::string_view kind, std::string_view name);

/// The headers of a counted route's responses are added to `headers`.
void add_limit_headers(const Route& route, json::Value& headers);

/// The responses to the requests that a route refuses, by status. Those that are the same everywhere are references to
/// shared_responses(); those with codes of the route's own name these codes and have an example of each.
std::map<int, json::Value> problem_responses(const Route& route);

/// `components/responses`.
json::Value shared_responses();

/// An example of each problem that the routes have, by its code, for `components/examples`.
std::map<std::string, json::Value> problem_examples(const std::vector<Route>& routes);

}  // namespace till
