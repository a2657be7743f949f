#include "api/openapi_operation.h"

#include <algorithm>
#include <map>

#include "shop/kernel/problems.h"
#include "api/schemas.h"
#include "platform/text/byte_size.h"

namespace till {
namespace {

using json::Array;
using json::Object;
using json::Value;

Value json_content(Value schema, std::string_view media_type = "application/json") {
    Value media = Object{{"schema", std::move(schema)}};
    Value content = Object();
    content[media_type] = std::move(media);
    return content;
}

// The refusals that come with what a route is, besides those that its row names; each once.
std::vector<const Problem*> all_refusals(const Route& route) {
    std::vector<const Problem*> refusals;
    const auto add = [&refusals](const Problem& problem) {
        if (std::find(refusals.begin(), refusals.end(), &problem) == refusals.end()) refusals.push_back(&problem);
    };
    for (const Problem* named : route.refusals) add(*named);
    if (route.access != Access::open) {
        add(problems::unauthorized);
        add(problems::forbidden);
    }
    if (route.path.find('{') != std::string::npos || route.opening == Opening::registration) {
        add(problems::not_found);
    }
    if (route.body != nullptr) {
        add(problems::malformed_json);
        add(problems::content_too_large);
        add(problems::unsupported_media_type);
    } else {
        add(problems::malformed_request);
    }
    if (!route.body_types.empty()) {
        add(problems::content_too_large);
        add(problems::other_media_type);
    }
    if (route.body != nullptr || route.query != nullptr) add(problems::validation_failed);
    if (route.guarded) add(problems::precondition_failed);
    if (route.guarded && route.body != nullptr) add(problems::malformed_request);  // If-Match that is no list of tags
    if (route.idempotent) add(problems::idempotency_key_reused);
    if (route.counted) add(problems::too_many_requests);
    if (route.keeps_body_on_disk()) add(problems::insufficient_storage);
    add(problems::overloaded);
    add(problems::unavailable);
    return refusals;
}

void add_limit_headers(const Route& route, Value& headers) {
    if (!route.counted) return;
    headers["X-RateLimit-Limit"] = component_reference("headers", "RateLimitLimit");
    headers["X-RateLimit-Remaining"] = component_reference("headers", "RateLimitRemaining");
    headers["X-RateLimit-Reset"] = component_reference("headers", "RateLimitReset");
}

Value problem_response_object(const Route& route, int status, const std::vector<const Problem*>& kinds) {
    std::string text;
    for (const Problem* kind : kinds) {
        text += (text.empty() ? "" : "; ") + ("`" + std::string(kind->code)) + "`: " + std::string(kind->title);
    }
    Value headers = Object{{"X-Request-Id", component_reference("headers", "RequestId")}};
    if (status == 401) headers["WWW-Authenticate"] = component_reference("headers", "Authenticate");
    if (status == 503 || status == 429) headers["Retry-After"] = component_reference("headers", "RetryAfter");
    if (status == 429) add_limit_headers(route, headers);
    return Object{{"description", text},
                  {"headers", std::move(headers)},
                  {"content", json_content(component_reference("schemas", "Problem"), "application/problem+json")}};
}

bool has_pages(const Route& route) {
    if (route.query == nullptr) return false;
    const auto parameters = route.query->parameters();
    return std::any_of(parameters.begin(), parameters.end(),
                       [](const auto& parameter) { return parameter.name == "after"; });
}

Value answer_object(const Route& route, const Answer& answer) {
    Value headers = Object{{"X-Request-Id", component_reference("headers", "RequestId")}};
    add_limit_headers(route, headers);
    const bool makes_order = route.idempotent && answer.status == 201;
    if (makes_order) headers["Idempotent-Replayed"] = component_reference("headers", "IdempotentReplayed");
    if (route.method == http::Method::get || route.guarded || answer.has_location) {
        if (answer.schema != nullptr) headers["ETag"] = component_reference("headers", "ETag");
    }
    if (route.cached != Cached::no) headers["X-Cache"] = component_reference("headers", "Cache");
    if (answer.has_location) headers["Location"] = component_reference("headers", "Location");
    if (has_pages(route)) headers["Link"] = component_reference("headers", "Link");
    Object object{{"description", answer.text}, {"headers", std::move(headers)}};
    if (answer.schema != nullptr) {
        Value schema = component_reference("schemas", answer.schema->name());
        if (answer.is_list) schema = Object{{"type", "array"}, {"items", std::move(schema)}};
        object.push_back({"content", json_content(std::move(schema))});
    } else if (answer.content_type != "application/json") {
        object.push_back({"content", json_content(Object{{"type", "string"}}, answer.content_type)});
    }
    return object;
}

Value responses_object(const Route& route) {
    std::map<int, Value> by_status;
    for (const Answer& answer : route.answers) by_status[answer.status] = answer_object(route, answer);
    std::map<int, std::vector<const Problem*>> kinds;
    for (const Problem* problem : all_refusals(route)) kinds[problem->status].push_back(problem);
    for (const auto& [status, problems] : kinds) by_status[status] = problem_response_object(route, status, problems);
    if (route.method == http::Method::get) {
        by_status[304] = Object{{"description", "Not modified: the ETag in If-None-Match is still current"}};
    }
    Value responses = Object();
    for (auto& [status, response] : by_status) responses[std::to_string(status)] = std::move(response);
    return responses;
}

void add_path_parameters(const Route& route, Array& parameters) {
    for (auto begin = route.path.find('{'); begin != std::string::npos; begin = route.path.find('{', begin + 1)) {
        const std::string name = route.path.substr(begin + 1, route.path.find('}', begin) - begin - 1);
        parameters.emplace_back(Object{{"name", name},
                                       {"in", "path"},
                                       {"required", true},
                                       {"description", name == "id" ? "The resource's id" : "The product's id"},
                                       {"schema", schemas::id{}.document()}});
    }
}

void add_query_parameters(const Route& route, Array& parameters) {
    if (route.query == nullptr) return;
    for (auto& parameter : route.query->parameters()) {
        parameters.emplace_back(Object{{"name", parameter.name},
                                       {"in", "query"},
                                       {"required", false},
                                       {"description", parameter.description},
                                       {"schema", std::move(parameter.schema)}});
    }
}

void add_header_parameters(const Route& route, Array& parameters) {
    const auto add = [&parameters](std::string_view name, std::string_view text, Value schema) {
        parameters.emplace_back(Object{{"name", name},
                                       {"in", "header"},
                                       {"required", false},
                                       {"description", text},
                                       {"schema", std::move(schema)}});
    };
    const Value text = Object{{"type", "string"}};
    if (route.guarded) {
        add("If-Match",
            "The ETag as it was received: the request fails with 412 if the resource has another version now", text);
    }
    if (route.method == http::Method::get) {
        add("If-None-Match", "The ETag of the client's cached response: 304 without a body if it is still current",
            text);
    }
    if (route.idempotent) {
        add("Idempotency-Key",
            "Identifies the request: a retry with the same key and body returns the first response again, and nothing "
            "is ordered twice. Stored for at least 24 hours",
            Object{{"type", "string"}, {"minLength", 1}, {"maxLength", 255}, {"pattern", "^[!-~]+$"}});
    }
}

Value without(const Value& schema, std::string_view name) {
    Object rest;
    for (const json::Member& member : *schema.object()) {
        if (member.name != name) rest.push_back(member);
    }
    return rest;
}

// A PATCH takes the same fields as a PUT, needs none of them, and leaves alone what it does not name.
Value body_schema(const Route& route) {
    if (!route.body_is_patch) return component_reference("schemas", route.body->name());
    Value schema = without(route.body->document(), "required");
    Value properties = Object();
    for (const json::Member& property : *schema.find("properties")->object()) {
        properties[property.name] = without(property.value, "default");
    }
    schema["properties"] = std::move(properties);
    return schema;
}

std::string access_text(const Route& route) {
    if (route.opening == Opening::registration) {
        return "Needs no token. Returns 404 unless `access.registration` is set.";
    }
    if (route.access == Access::open) return "Needs no token.";
    std::string text = "Needs the permission `" + std::string(name_of(route.permission)) + "`.";
    if (route.opening == Opening::public_catalogue) text += " Needs no token if `access.public_catalogue` is set.";
    return text;
}

Value bytes_content(const Route& route) {
    Value content = Object();
    for (const std::string_view type : route.body_types) {
        Value media = Object{{"schema", Object{{"type", "string"}, {"format", "binary"}}}};
        content[type] = std::move(media);
    }
    return content;
}

Value request_body_object(const Route& route) {
    const bool is_json = route.body != nullptr;
    const std::size_t bytes_max = route.body_bytes_max({});
    Object body{{"description", (is_json ? std::string() : route.body_text + ". ") + "At most " +
                                    byte_size_text(bytes_max) + ", unless the shop's configuration says otherwise"},
                {"required", !route.body_is_optional},
                {"content", is_json ? json_content(body_schema(route)) : bytes_content(route)},
                {"x-max-bytes", static_cast<std::int64_t>(bytes_max)}};
    if (!route.body_columns.empty()) {
        body.push_back({"x-columns", Array(route.body_columns.begin(), route.body_columns.end())});
    }
    return body;
}

}  // namespace

Value component_reference(std::string_view kind, std::string_view name) {
    return Object{{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

Value openapi_operation(const Route& route) {
    Array parameters;
    add_path_parameters(route, parameters);
    add_query_parameters(route, parameters);
    add_header_parameters(route, parameters);
    Object operation{{"operationId", route.operation},
                     {"summary", route.summary},
                     {"description", access_text(route)},
                     {"tags", Array{route.tag}}};
    if (route.access == Access::open) operation.push_back({"security", Array()});
    if (!parameters.empty()) operation.push_back({"parameters", std::move(parameters)});
    if (route.takes_body()) operation.push_back({"requestBody", request_body_object(route)});
    operation.push_back({"responses", responses_object(route)});
    return operation;
}

}  // namespace till
