#include "middleware/target.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "utils/unicode.h"

namespace till {

std::optional<Target> parse_target(std::string_view target) {
    const auto parsed = boost::urls::parse_origin_form(boost::core::string_view(target.data(), target.size()));
    if (!parsed) return std::nullopt;
    Target result;
    result.path.reserve(target.size());
    result.segments.reserve(parsed->encoded_segments().size());
    for (const auto segment : parsed->segments()) {
        const std::string& decoded = result.segments.emplace_back(segment);
        result.path.append("/").append(decoded);
    }
    if (!result.segments.empty() && result.segments.back().empty()) result.segments.pop_back();
    if (!is_utf8(result.path)) return std::nullopt;
    for (const auto parameter : parsed->params()) {
        if (parameter.key.empty() && !parameter.has_value) continue;  // "?", "?a=1&"
        if (!is_utf8(parameter.key) || !is_utf8(parameter.value)) return std::nullopt;
        result.query.emplace_back(parameter.key, parameter.value);
    }
    return result;
}

}  // namespace till
