#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "api/schema.h"

namespace till {

/// A request's target, taken apart and decoded (RFC 3986; `+` is a blank in a query).
struct Target {
    using Segments = boost::container::small_vector<std::string_view, 8>;
    /// Without the empty one that a slash at the end makes; parts of the text that was read, or of `decoded`.
    Segments segments;
    std::vector<std::string> decoded;
    std::string path;
    schemas::NamedTexts query;
};

/// `target` has to outlive what comes of it. nullopt for what is not in origin form, or is not UTF-8 once decoded.
std::optional<Target> parse_target(std::string_view target);

}  // namespace till
