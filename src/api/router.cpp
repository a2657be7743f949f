#include "api/router.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "platform/text/split.h"

namespace till {

namespace {

/// A row, and what the parameters in its path are called.
struct Named {
    const Route* route;
    std::vector<std::string> parameters;
};
using ByMethod = std::map<http::Method, Named>;

}  // namespace

struct Router::Node {
    const Node* below(std::string_view segment) const {
        const auto found =
            std::find_if(fixed.begin(), fixed.end(), [&](const auto& child) { return child.first == segment; });
        return found == fixed.end() ? nullptr : found->second.get();
    }

    Node& with_fixed(const std::string& segment) {
        for (auto& [name, node] : fixed) {
            if (name == segment) return *node;
        }
        return *fixed.emplace_back(segment, std::make_unique<Node>()).second;
    }
    Node& with_parameter() {
        if (!parameter) parameter = std::make_unique<Node>();
        return *parameter;
    }

    std::vector<std::pair<std::string, std::unique_ptr<Node>>> fixed;  // few: looking through beats any tree
    std::unique_ptr<Node> parameter;
    ByMethod rest;
    ByMethod routes;
};

namespace {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        const std::string_view segment = take_part(path, '/');
        if (!segment.empty()) segments.emplace_back(segment);
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }
bool is_rest(std::string_view segment) { return segment.ends_with("...}"); }

std::string allowed(const ByMethod& routes) {
    std::string allow;
    const auto add = [&allow](std::string_view name) { allow.append(allow.empty() ? "" : ", ").append(name); };
    for (const auto& [method, named] : routes) {
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
        Named named{&route, {}};
        ByMethod* rows = &node->routes;
        for (const std::string& segment : segments_of(route.path)) {
            if (is_rest(segment)) {
                rows = &node->rest;
                break;
            }
            node = is_parameter(segment) ? &node->with_parameter() : &node->with_fixed(segment);
            rows = &node->routes;
            if (is_parameter(segment)) named.parameters.push_back(segment.substr(1, segment.size() - 2));
        }
        if (!rows->emplace(route.method, std::move(named)).second) {
            throw std::logic_error("two routes for " + std::string(http::name_of(route.method)) + " " + route.path);
        }
    }
}

Router::~Router() = default;

const Router::Node* Router::find(const Node& node, Segments segments, Values& values) {
    if (segments.empty()) return node.routes.empty() ? nullptr : &node;
    const std::string_view segment = segments.front();
    const auto rest = segments.subspan(1);
    if (const Node* fixed = node.below(segment)) {
        if (const Node* found = find(*fixed, rest, values)) return found;
    }
    if (!node.parameter) return nullptr;
    values.push_back(segment);
    if (const Node* found = find(*node.parameter, rest, values)) return found;
    values.pop_back();
    return nullptr;
}

Router::Match Router::match(http::Method method, Segments segments) const {
    Match match;
    Values values;
    const Node* node = find(*root_, segments, values);
    if (node == nullptr) return match_rest(method, segments);
    match.path_is_known = true;
    const http::Method looked_for = method == http::Method::head ? http::Method::get : method;
    const auto route = node->routes.find(looked_for);
    if (route == node->routes.end()) {
        match.allow = allowed(node->routes);
        return match;
    }
    match.route = route->second.route;
    match.path_parameters.reserve(values.size());
    auto value = values.begin();
    for (const std::string& name : route->second.parameters) match.path_parameters.emplace_back(name, *value++);
    return match;
}

// The deepest fixed path that has such a row.
Router::Match Router::match_rest(http::Method method, Segments segments) const {
    Match match;
    const http::Method looked_for = method == http::Method::head ? http::Method::get : method;
    const Node* node = root_.get();
    for (std::size_t depth = 0;; ++depth) {
        if (const auto row = node->rest.find(looked_for); row != node->rest.end()) {
            match = {.route = row->second.route, .path_is_known = true, .allow = {}, .path_parameters = {}};
        }
        if (depth == segments.size()) return match;
        node = node->below(segments[depth]);
        if (node == nullptr) return match;
    }
}

}  // namespace till
