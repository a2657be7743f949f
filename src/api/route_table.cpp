#include "api/route_table.h"

#include <set>
#include <stdexcept>

namespace till {

Row& Row::summary(std::string text) {
    route_.summary = std::move(text);
    return *this;
}

Row& Row::named(std::string tag, std::string operation) {
    route_.tag = std::move(tag);
    route_.operation = std::move(operation);
    return *this;
}

Row& Row::open() {
    route_.access = Access::open;
    return *this;
}

Row& Row::allow(Permission permission) {
    route_.access = Access::permission;
    route_.permission = permission;
    return *this;
}

Row& Row::opened_by(ConfigGate config_gate) {
    route_.config_gate = config_gate;
    return *this;
}

Row& Row::cached(Cached whom) {
    route_.cached = whom;
    return *this;
}

Row& Row::guarded() {
    route_.guarded = true;
    return *this;
}

Row& Row::idempotent() {
    route_.idempotent = true;
    return *this;
}

Row& Row::holds_secrets() {
    route_.holds_secrets = true;
    return *this;
}

Row& Row::hashes_passwords() {
    route_.runs_on = RunsOn::passwords;
    return *this;
}

Row& Row::undocumented() {
    route_.documented = false;
    route_.counted = false;
    return *this;
}

Row& Row::takes(const schemas::SchemaBase& body) {
    route_.body = &body;
    return *this;
}

Row& Row::takes_optionally(const schemas::SchemaBase& body) {
    route_.body_is_optional = true;
    return takes(body);
}

Row& Row::takes_patch(const schemas::SchemaBase& body) {
    route_.body_is_patch = true;
    return takes(body);
}

Row& Row::takes_bytes(std::vector<std::string_view> media_types, std::string text) {
    route_.body_types = std::move(media_types);
    route_.body_text = std::move(text);
    return *this;
}

Row& Row::file_example(std::string text) {
    route_.file_example = std::move(text);
    return *this;
}

Row& Row::with_columns(std::vector<std::string> names) {
    route_.body_columns = std::move(names);
    return *this;
}

Row& Row::sized(BodySize size) {
    route_.body_size = size;
    return *this;
}

Row& Row::makes_images() {
    route_.runs_on = RunsOn::images;
    return *this;
}

Row& Row::asks(const schemas::SchemaBase& query) {
    route_.query = &query;
    return *this;
}

Row& Row::lists() {
    route_.runs_on = RunsOn::lists;
    return *this;
}

Row& Row::reports() {
    route_.runs_on = RunsOn::reports;
    return *this;
}

Row& Row::responds(int status, std::string text) {
    route_.responses.push_back({.status = status, .text = std::move(text)});
    return *this;
}

Row& Row::responds(int status, std::string text, const schemas::SchemaBase& body) {
    route_.responses.push_back({.status = status, .text = std::move(text), .schema = &body});
    return *this;
}

Row& Row::responds_with_file(std::string media_type, std::string text) {
    route_.responses.push_back({.status = 200, .text = std::move(text), .content_type = std::move(media_type)});
    return *this;
}

Row& Row::creates(std::string text, const schemas::SchemaBase& body) {
    route_.responses.push_back({.status = 201, .text = std::move(text), .schema = &body, .has_location = true});
    return *this;
}

Row& Row::responds_with_list(int status, std::string text, const schemas::SchemaBase& item) {
    route_.responses.push_back({.status = status, .text = std::move(text), .schema = &item, .is_list = true});
    return *this;
}

Row& Row::lists_in_problems(std::string name, std::string text, const schemas::SchemaBase& item) {
    route_.problem_lists.push_back({.name = std::move(name), .text = std::move(text), .item = &item});
    return *this;
}

std::vector<Route> RouteTable::take() {
    std::set<std::string> operations;
    for (const Route& route : routes_) {
        const std::string row = std::string(http::name_of(route.method)) + " " + route.path;
        if (route.access == Access::undeclared) throw std::logic_error("the route " + row + " has no access rule");
        if (route.documented && !operations.insert(route.operation).second) {
            throw std::logic_error("the route " + row + " needs an operation name of its own");
        }
    }
    return std::move(routes_);
}

}  // namespace till
