#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/schema.h"

namespace till {

/// A request's target, taken apart and decoded (RFC 3986; `+` is a blank in a query).
struct Target {
    std::vector<std::string> segments;  ///< without the empty one that a slash at the end makes
    std::string path;
    schemas::NamedTexts query;
};

/// nullopt for what is not in origin form, or is not UTF-8 once decoded.
std::optional<Target> parse_target(std::string_view target);

}  // namespace till
