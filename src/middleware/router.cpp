#include "middleware/router.h"

#include <map>
#include <stdexcept>

namespace till {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> parameter;
    std::map<http::Method, const Route*> rest;
    std::map<http::Method, const Route*> routes;
};

namespace {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) segments.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }
bool is_rest(std::string_view segment) { return segment.ends_with("...}"); }

std::string allowed(const std::map<http::Method, const Route*>& routes) {
    std::string allow;
    const auto add = [&allow](std::string_view name) { allow.append(allow.empty() ? "" : ", ").append(name); };
    for (const auto& [method, route] : routes) {
        add(http::name_of(method));
        if (method == http::Method::get) add("HEAD");
    }
    return allow;
}

}  // namespace

Router::Router(const std::vector<Route>& routes) : root_(std::make_unique<Node>()) {
    for (const Route& route : routes) {
        if (route.closed) continue;
        Node* node = root_.get();
        auto* rows = &node->routes;
        for (const std::string& segment : segments_of(route.path)) {
            if (is_rest(segment)) {
                rows = &node->rest;
                break;
            }
            std::unique_ptr<Node>& next = is_parameter(segment) ? node->parameter : node->fixed[segment];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
            rows = &node->routes;
        }
        if (!rows->emplace(route.method, &route).second) {
            throw std::logic_error("two routes for " + std::string(http::name_of(route.method)) + " " + route.path);
        }
    }
}

Router::~Router() = default;

const Router::Node* Router::find(const Node& node, const std::vector<std::string>& segments, std::size_t depth,
                                 std::vector<std::string_view>& parameters) const {
    if (depth == segments.size()) return node.routes.empty() ? nullptr : &node;
    if (const auto fixed = node.fixed.find(segments[depth]); fixed != node.fixed.end()) {
        if (const Node* found = find(*fixed->second, segments, depth + 1, parameters)) return found;
    }
    if (!node.parameter) return nullptr;
    parameters.push_back(segments[depth]);
    if (const Node* found = find(*node.parameter, segments, depth + 1, parameters)) return found;
    parameters.pop_back();
    return nullptr;
}

Router::Match Router::match(http::Method method, const std::vector<std::string>& segments) const {
    Match match;
    std::vector<std::string_view> values;
    const Node* node = find(*root_, segments, 0, values);
    if (node == nullptr) return match_rest(method, segments);
    match.path_is_known = true;
    const http::Method looked_for = method == http::Method::head ? http::Method::get : method;
    const auto route = node->routes.find(looked_for);
    if (route == node->routes.end()) {
        match.allow = allowed(node->routes);
        return match;
    }
    match.route = route->second;
    auto value = values.begin();
    for (const std::string& segment : segments_of(match.route->path)) {
        if (is_parameter(segment)) match.path_parameters.emplace_back(segment.substr(1, segment.size() - 2), *value++);
    }
    return match;
}

// The deepest fixed path that has such a row.
Router::Match Router::match_rest(http::Method method, const std::vector<std::string>& segments) const {
    Match match;
    const http::Method looked_for = method == http::Method::head ? http::Method::get : method;
    const Node* node = root_.get();
    for (std::size_t depth = 0;; ++depth) {
        if (const auto row = node->rest.find(looked_for); row != node->rest.end()) {
            match = {.route = row->second, .path_is_known = true, .allow = {}, .path_parameters = {}};
        }
        if (depth == segments.size()) return match;
        const auto next = node->fixed.find(segments[depth]);
        if (next == node->fixed.end()) return match;
        node = next->second.get();
    }
}

}  // namespace till
