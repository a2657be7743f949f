#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "unit/structure/source.h"

/// The rules for components and what they include, as functions over text, so that each can be tested with a bad
/// example. Those that return texts return what is wrong, a line each; nothing: all is well.
namespace till::structure {

/// A component, by its folder below src/, to those that it may include: itself, and all that it stands on, however far
/// down.
using Components = std::map<std::string, std::set<std::string>>;

/// Reads them from the till_platform(), till_layer() and till_feature() lines of a CMakeLists.txt.
Components read_components(std::string_view cmake_text);

/// `shop/orders` of `shop/orders/order.h`, `api` of `api/route.h`; `main` of a file that lies in src/ itself.
std::string component_of(std::string_view path);

/// An include of a component that CMake does not let this one stand on, or of one that does not exist.
std::vector<std::string> wrong_directions(const Source& source, const Components& components);

/// A library's header outside the component that hides that library.
std::vector<std::string> escaped_libraries(const Source& source);

/// Headers, each with its .cpp, that include each other, directly or by way of others; a line for each circle.
std::vector<std::string> include_cycles(const std::vector<Source>& sources);

}  // namespace till::structure
