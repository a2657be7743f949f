#include "api/target.h"

#include <algorithm>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "platform/text/ascii.h"
#include "platform/text/split.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

bool is_plain(char c) { return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~'; }

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_plain(c); });
}

/// What nearly all targets are: nothing to decode, no segment or name that is empty. nullopt for all others.
std::optional<Target> parse_plain(std::string_view target) {
    Target result;
    std::string_view query = target;
    std::string_view path = take_part(query, '?');
    result.path = path;
    for (path.remove_prefix(1); !path.empty();) {
        const std::string_view segment = take_part(path, '/');
        if (segment.empty() || !is_plain(segment)) return std::nullopt;
        result.segments.emplace_back(segment);
    }
    while (!query.empty()) {
        std::string_view value = take_part(query, '&');
        const std::string_view name = take_part(value, '=');
        if (name.empty() || !is_plain(name) || !is_plain(value)) return std::nullopt;
        result.query.emplace_back(name, value);
    }
    return result;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
    if (!target.starts_with('/')) return std::nullopt;
    if (auto plain = parse_plain(target)) return plain;
    const auto parsed = boost::urls::parse_origin_form(boost::core::string_view(target.data(), target.size()));
    if (!parsed) return std::nullopt;
    Target result;
    result.path.reserve(target.size());
    result.decoded.reserve(parsed->encoded_segments().size());
    for (const auto segment : parsed->segments()) {
        const std::string& decoded = result.decoded.emplace_back(segment);
        result.path.append("/").append(decoded);
        result.segments.emplace_back(decoded);
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
