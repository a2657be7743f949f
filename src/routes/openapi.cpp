#include "routes/openapi.h"

#include <algorithm>
#include <map>

#include "controllers/exchange.h"
#include "models/problems.h"
#include "schemas/schemas.h"
#include "utils/byte_size.h"

namespace till {
namespace {

using json::Array;
using json::Object;
using json::Value;

struct Tag {
    std::string_view name;
    std::string_view text;
};

constexpr Tag tags[] = {
    {"Shop", "What the shop is."},
    {"Sign-in", "A token for username and password, and who one is."},
    {"Products", "The catalogue: lists, search, and its upkeep by admins."},
    {"Stock", "What is on hand, and the ledger that says how it came to be."},
    {"Cart", "What a customer is about to order."},
    {"Orders", "What customers have ordered."},
    {"Reports", "What was sold, in figures."},
    {"Imports and exports", "CSV files, in and out."},
    {"Customers and accounts", "Who buys, and who may sign in. For admins."},
};

constexpr std::string_view introduction =
    "A shop's whole back end: catalogue, carts, orders, stock and accounts.\n\n"
    "Every endpoint but the sign-in needs `Authorization: Bearer <token>`. Money is a decimal string, times are RFC "
    "3339 "
    "in UTC, ids are positive integers up to 2^53-1. Errors are RFC 9457 problem objects: `code` is stable, and "
    "`errors` names every bad field at once. Every answer carries `X-Request-Id`.\n\n"
    "What can be changed has a `version` and a strong `ETag`. `If-Match` lets a change through only at the version "
    "that "
    "was read; `If-None-Match` spares an answer that is still the same, byte for byte. A sale changes a product's "
    "stock "
    "but not its version: `If-Match` holds across it, `If-None-Match` does not.\n\n"
    "Texts of 1 KiB and more come in Brotli or gzip to who takes it (`Accept-Encoding`); their ETags end in `-br` or "
    "`-gzip`. Send back in `If-Match` the ETag as it was received: the version in it counts, also where a proxy has "
    "made "
    "it weak.";

Value reference(std::string_view kind, std::string_view name) {
    return Object{{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

Value json_content(Value schema, std::string_view media_type = "application/json") {
    Value media = Object{{"schema", std::move(schema)}};
    Value content = Object();
    content[media_type] = std::move(media);
    return content;
}

Value problem_schema() {
    const Value text = Object{{"type", "string"}};
    Value messages = Object{{"type", "array"}, {"items", text}};
    Value properties = Object();
    properties["type"] = Object{{"type", "string"}, {"format", "uri"}, {"description", "Names the kind of problem"}};
    properties["title"] = Object{{"type", "string"}, {"description", "The kind of problem in words"}};
    properties["status"] = Object{{"type", "integer"}, {"description", "The HTTP status"}};
    properties["detail"] = Object{{"type", "string"}, {"description", "What was wrong this time"}};
    properties["code"] = Object{{"type", "string"}, {"description", "Stable, for programs"}};
    properties["request_id"] = Object{{"type", "string"}, {"description", "As in X-Request-Id"}};
    properties["errors"] = Object{{"type", "object"},
                                  {"description", "The path of each bad field, with what is wrong with it"},
                                  {"additionalProperties", std::move(messages)}};
    properties["shortages"] = Object{{"type", "array"},
                                     {"description", "With insufficient-stock: what there is not enough of"},
                                     {"items", reference("schemas", "Shortage")}};
    return Object{{"type", "object"},
                  {"description", "Why a request was refused (RFC 9457)"},
                  {"required", Array{"type", "title", "status", "detail", "code", "request_id"}},
                  {"properties", std::move(properties)}};
}

// The refusals that come with what a route is, besides those that its row names.
std::vector<const Problem*> all_refusals(const Route& route) {
    std::vector<const Problem*> refusals = route.refusals;
    const auto add = [&refusals](const Problem& problem) { refusals.push_back(&problem); };
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
    headers["X-RateLimit-Limit"] = reference("headers", "RateLimitLimit");
    headers["X-RateLimit-Remaining"] = reference("headers", "RateLimitRemaining");
    headers["X-RateLimit-Reset"] = reference("headers", "RateLimitReset");
}

Value problem_response_object(const Route& route, int status, const std::vector<const Problem*>& kinds) {
    std::string text;
    for (const Problem* kind : kinds) {
        text += (text.empty() ? "" : "; ") + ("`" + std::string(kind->code)) + "`: " + std::string(kind->title);
    }
    Value headers = Object{{"X-Request-Id", reference("headers", "RequestId")}};
    if (status == 401) headers["WWW-Authenticate"] = reference("headers", "Authenticate");
    if (status == 503 || status == 429) headers["Retry-After"] = reference("headers", "RetryAfter");
    if (status == 429) add_limit_headers(route, headers);
    return Object{{"description", text},
                  {"headers", std::move(headers)},
                  {"content", json_content(reference("schemas", "Problem"), "application/problem+json")}};
}

bool has_pages(const Route& route) {
    if (route.query == nullptr) return false;
    const auto parameters = route.query->parameters();
    return std::any_of(parameters.begin(), parameters.end(),
                       [](const auto& parameter) { return parameter.name == "after"; });
}

Value answer_object(const Route& route, const Answer& answer) {
    Value headers = Object{{"X-Request-Id", reference("headers", "RequestId")}};
    add_limit_headers(route, headers);
    const bool makes_order = route.idempotent && answer.status == 201;
    if (makes_order) headers["Idempotent-Replayed"] = reference("headers", "IdempotentReplayed");
    if (route.method == http::Method::get || route.guarded || answer.has_location) {
        if (answer.schema != nullptr) headers["ETag"] = reference("headers", "ETag");
    }
    if (route.cached != Cached::no) headers["X-Cache"] = reference("headers", "Cache");
    if (answer.has_location) headers["Location"] = reference("headers", "Location");
    if (has_pages(route)) headers["Link"] = reference("headers", "Link");
    Object object{{"description", answer.text}, {"headers", std::move(headers)}};
    if (answer.schema != nullptr) {
        Value schema = reference("schemas", answer.schema->name());
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
        by_status[304] = Object{{"description", "It is as If-None-Match says"}};
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
                                       {"description", name == "id" ? "Its id" : "The product's id"},
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
            "The ETag that was read, as it was received: the change is refused with 412 if the version is another now",
            text);
    }
    if (route.method == http::Method::get) {
        add("If-None-Match", "The ETag that is kept already: 304 without a body if it still holds", text);
    }
    if (route.idempotent) {
        add("Idempotency-Key",
            "Names this attempt: sent again with the same body, it gets the first answer again and nothing is ordered "
            "twice. Kept for 24 hours at least",
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
    if (!route.body_is_patch) return reference("schemas", route.body->name());
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
        return "Needs no token. Only there where `access.registration` is set; else 404.";
    }
    if (route.access == Access::open) return "Needs no token.";
    std::string text = "Needs the permission `" + std::string(name_of(route.permission)) + "`.";
    if (route.opening == Opening::public_catalogue) text += " Where `access.public_catalogue` is set, needs no token.";
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
    return Object{{"description", (is_json ? std::string() : route.body_text + ". ") + "At most " +
                                      byte_size_text(bytes_max) + ", unless the shop's configuration says otherwise"},
                  {"required", !route.body_is_optional},
                  {"content", is_json ? json_content(body_schema(route)) : bytes_content(route)},
                  {"x-max-bytes", static_cast<std::int64_t>(bytes_max)}};
}

Value operation_object(const Route& route) {
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

void collect(const schemas::SchemaBase& schema, std::map<std::string, const schemas::SchemaBase*>& into) {
    if (!into.emplace(schema.name(), &schema).second) return;
    for (const schemas::SchemaBase* part : schema.parts()) collect(*part, into);
}

// What is answered has all of its fields, also those that are null; what is sent may leave some out.
Value whole(Value document) {
    Array names;
    for (const json::Member& property : *document.find("properties")->object()) names.emplace_back(property.name);
    document["required"] = std::move(names);
    return document;
}

Value schemas_object(const std::vector<Route>& routes) {
    std::map<std::string, const schemas::SchemaBase*> sent;
    std::map<std::string, const schemas::SchemaBase*> answered;
    for (const Route& route : routes) {
        if (!route.documented) continue;
        if (route.body != nullptr && !route.body_is_patch) collect(*route.body, sent);
        for (const Answer& answer : route.answers) {
            if (answer.schema != nullptr) collect(*answer.schema, answered);
        }
    }
    collect(schemas::shortage(), answered);
    std::map<std::string, Value> by_name;
    for (const auto& [name, schema] : answered) by_name[name] = whole(schema->document());
    for (const auto& [name, schema] : sent) by_name[name] = schema->document();
    Value result = Object();
    for (auto& [name, document] : by_name) result[name] = std::move(document);
    result["Problem"] = problem_schema();
    return result;
}

Value headers_object() {
    const auto header = [](std::string_view text, std::string_view type) {
        return Value(Object{{"description", text}, {"schema", Object{{"type", type}}}});
    };
    return Object{
        {"RequestId", header("The client's own, or a new one", "string")},
        {"Location", header("Where the new thing is", "string")},
        {"Link",
         header("The first, previous, next and last page (RFC 8288); with `after`, the first and the next", "string")},
        {"ETag", header("What If-None-Match and If-Match are compared with", "string")},
        {"Cache", header("`hit` where the answer was kept, `miss` where it was just made", "string")},
        {"IdempotentReplayed", header("`true` where this is the first answer once more", "string")},
        {"RateLimitLimit", header("How many requests the client has in this window", "integer")},
        {"RateLimitRemaining", header("How many of them are left", "integer")},
        {"RateLimitReset", header("When the window ends, in seconds since 1970", "integer")},
        {"Authenticate", header("Always Bearer", "string")},
        {"RetryAfter", header("Seconds after which to try again", "integer")}};
}

Value tags_array() {
    Array result;
    for (const Tag& tag : tags) result.emplace_back(Object{{"name", tag.name}, {"description", tag.text}});
    return result;
}

}  // namespace

Value openapi_document(const std::vector<Route>& routes) {
    Value paths = Object();
    for (const Route& route : routes) {
        if (!route.documented) continue;
        std::string method(http::name_of(route.method));
        std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
        paths[route.path.substr(api_base.size())][method] = operation_object(route);
    }
    Value info = Object{{"title", "Till"},
                        {"version", "1.0.0"},
                        {"summary", "A store's engine in one program"},
                        {"description", introduction},
                        {"contact", Object{{"name", "The shop's administrator"}}},
                        {"license", Object{{"name", "MIT"}, {"identifier", "MIT"}}}};
    Value bearer = Object{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    Value components = Object{{"securitySchemes", Object{{"bearer", std::move(bearer)}}},
                              {"headers", headers_object()},
                              {"schemas", schemas_object(routes)}};
    return Object{{"openapi", "3.1.0"},
                  {"info", std::move(info)},
                  {"servers", Array{Value(Object{{"url", std::string(api_base)}})}},
                  {"security", Array{Value(Object{{"bearer", Array()}})}},
                  {"tags", tags_array()},
                  {"paths", std::move(paths)},
                  {"components", std::move(components)}};
}

}  // namespace till
