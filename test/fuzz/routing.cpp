// Targets and the router. The first line is a method, the rest a target. What a target says survives being written down
// again; and the router finds what a plain look at every row finds.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "api/router.h"
#include "api/target.h"
#include "fuzz/fuzz.h"
#include "platform/text/unicode.h"

namespace till {
namespace {

using fuzz::check;

constexpr std::array methods{http::Method::get,   http::Method::head, http::Method::post,    http::Method::put,
                             http::Method::patch, http::Method::del,  http::Method::options, http::Method::other};

http::Method method_named(std::string_view name) {
    const auto found = std::find_if(methods.begin(), methods.end(),
                                    [&](http::Method method) { return http::name_of(method) == name; });
    return found == methods.end() ? http::Method::other : *found;
}

Route route(http::Method method, std::string path, bool closed = false) {
    Route route;
    route.method = method;
    route.path = std::move(path);
    route.closed = closed;
    return route;
}

const std::vector<Route>& routes() {
    using http::Method;
    static const std::vector<Route> all = {
        route(Method::get, "/"),
        route(Method::get, "/api/v1/products"),
        route(Method::post, "/api/v1/products"),
        route(Method::get, "/api/v1/products/{id}"),
        route(Method::patch, "/api/v1/products/{id}"),
        route(Method::get, "/api/v1/products/{id}/stock-movements"),
        route(Method::post, "/api/v1/products/best/{place}/praise"),
        route(Method::get, "/api/v1/products/best"),
        route(Method::post, "/api/v1/orders/{id}/cancel"),
        route(Method::get, "/api/v1/{anything}/{id}/tracking"),
        route(Method::put, "/api/v1/cart/items/{product_id}"),
        route(Method::del, "/api/v1/cart/items/{product_id}"),
        route(Method::post, "/api/v1/register", true),
        route(Method::get, "/api/docs/{file}"),
    };
    return all;
}

std::string escaped(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        result += {'%', digits[byte / 16], digits[byte % 16]};
    }
    return result;
}

void check_written_anew(const Target& target) {
    std::string text;
    for (const std::string_view segment : target.segments) text += "/" + escaped(segment);
    if (text.empty()) text = "/";
    // An empty segment at the end would be taken for a slash at the end.
    if (!target.segments.empty() && target.segments.back().empty()) text += "/";
    char separator = '?';
    for (const auto& [name, value] : target.query) {
        text += separator + escaped(name) + "=" + escaped(value);
        separator = '&';
    }
    const auto again = parse_target(text);
    check(again.has_value(), "a target can be written anew");
    check(again->segments == target.segments, "with the same segments");
    check(again->query == target.query, "and the same query");
}

std::vector<std::string> segments_of(const std::string& path) {
    std::vector<std::string> segments;
    for (std::size_t begin = 1; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        segments.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return segments;
}

bool is_parameter(const std::string& segment) { return segment.starts_with('{'); }

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    return std::equal(
        pattern.begin(), pattern.end(), segments.begin(), segments.end(),
        [](const std::string& wanted, const std::string& is) { return is_parameter(wanted) || wanted == is; });
}

/// Which of two patterns that fit takes precedence: the one that has a fixed segment where the other has a parameter.
bool goes_before(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (is_parameter(left[i]) != is_parameter(right[i])) return is_parameter(right[i]);
    }
    return false;
}

/// The best pattern among all open rows, whatever their methods.
std::optional<std::vector<std::string>> best_pattern(const std::vector<std::string>& segments) {
    std::optional<std::vector<std::string>> best;
    for (const Route& row : routes()) {
        const auto pattern = segments_of(row.path);
        if (row.closed || !fits(pattern, segments)) continue;
        if (!best || goes_before(pattern, *best)) best = pattern;
    }
    return best;
}

void check_match(const Router::Match& match, http::Method method, const std::vector<std::string>& segments) {
    const auto pattern = best_pattern(segments);
    check(match.path_is_known == pattern.has_value(), "a path is known that a row fits");
    if (!pattern) return check(match.route == nullptr && match.allow.empty(), "an unknown path has no route");
    const http::Method looked_for = method == http::Method::head ? http::Method::get : method;
    const Route* expected = nullptr;
    for (const Route& row : routes()) {
        if (!row.closed && segments_of(row.path) == *pattern && row.method == looked_for) expected = &row;
    }
    check(match.route == expected, "the row is the one that fits best");
    check((expected == nullptr) == !match.allow.empty(), "what is allowed is said where the method is not");
    auto parameter = match.path_parameters.begin();
    for (std::size_t i = 0; expected != nullptr && i < pattern->size(); ++i) {
        if (!is_parameter((*pattern)[i])) continue;
        check(parameter != match.path_parameters.end() && parameter->second == segments[i],
              "a parameter is the segment in its place");
        ++parameter;
    }
    check(parameter == match.path_parameters.end(), "and there are no others");
}

}  // namespace
}  // namespace till

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    static const Router router(routes());
    std::string_view rest = fuzz::text_of(data, size);
    const http::Method method = method_named(fuzz::take_line(rest));
    const auto target = parse_target(rest);
    if (!target) return 0;
    fuzz::check(is_utf8(target->path), "a path is UTF-8");
    for (const auto& [name, value] : target->query) fuzz::check(is_utf8(name) && is_utf8(value), "a query is UTF-8");
    check_written_anew(*target);
    check_match(router.match(method, target->segments), method, {target->segments.begin(), target->segments.end()});
    return 0;
}
