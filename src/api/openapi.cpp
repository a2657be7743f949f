#include "api/openapi.h"

#include <map>

#include "api/exchange.h"
#include "api/openapi_operation.h"
#include "api/openapi_responses.h"
#include "platform/text/ascii.h"

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
    {"Shop", "Information about the shop."},
    {"Sign-in", "Sign-in, tokens and the caller's own account."},
    {"Products", "The catalogue: lists, search and administration."},
    {"Stock", "Quantities in stock and the ledger of their changes."},
    {"Cart", "The customer's cart."},
    {"Orders", "Placing, listing and tracking orders."},
    {"Reports", "Sales reports."},
    {"Imports and exports", "Import and export of CSV files."},
    {"Customers and accounts", "Customers, accounts and roles. For admins."},
};

constexpr std::string_view introduction =
    "The back end of a shop: catalogue, carts, orders, stock and accounts.\n\nEndpoints need `Authorization: Bearer "
    "<token>`, except those that say that they need no token. Money is a decimal string, times are RFC 3339 in UTC, "
    "ids are positive integers up to 2^53-1. Errors are RFC 9457 problem objects: `code` is stable, and `errors` lists "
    "all invalid fields. Every response has an `X-Request-Id`.\n\nResources that can be changed have a `version` and a "
    "strong `ETag`. With `If-Match`, a change succeeds only if the version is the one that was read. With "
    "`If-None-Match`, a response that has not changed byte for byte is a 304 without a body. A sale changes a "
    "product's stock but not its version: `If-Match` still matches afterwards, `If-None-Match` does not.\n\nJSON and "
    "CSV responses of 1 KiB and more are compressed with Brotli or gzip if the client accepts it (`Accept-Encoding`), "
    "except responses with tokens; their ETags end in `-br` or `-gzip`. Send the ETag in `If-Match` as it was "
    "received: only its version is compared, even if a proxy made the ETag weak.";

Value problem_schema(const std::vector<Route>& routes) {
    const Value text = Object{{"type", "string"}};
    Value messages = Object{{"type", "array"}, {"items", text}};
    Value properties = Object();
    properties["type"] =
        Object{{"type", "string"}, {"format", "uri"}, {"description", "URI that identifies the problem type"}};
    properties["title"] = Object{{"type", "string"}, {"description", "Short summary of the problem type"}};
    properties["status"] = Object{{"type", "integer"}, {"description", "HTTP status code"}};
    properties["detail"] = Object{{"type", "string"}, {"description", "Explanation of this occurrence"}};
    properties["code"] = Object{{"type", "string"}, {"description", "Stable code of the problem type"}};
    properties["request_id"] =
        Object{{"type", "string"}, {"description", "The request's id, as in the header X-Request-Id"}};
    properties["errors"] = Object{{"type", "object"},
                                  {"description", "The path of each invalid field with its error messages"},
                                  {"additionalProperties", std::move(messages)}};
    for (const Route& route : routes) {
        for (const auto& [name, about, item] : route.problem_lists) {
            properties[name] = Object{
                {"type", "array"}, {"description", about}, {"items", component_reference("schemas", item->name())}};
        }
    }
    return Object{{"type", "object"},
                  {"description", "A problem object (RFC 9457): why the request failed"},
                  {"required", Array{"type", "title", "status", "detail", "code", "request_id"}},
                  {"properties", std::move(properties)}};
}

void collect(const schemas::SchemaBase& schema, std::map<std::string, const schemas::SchemaBase*>& into) {
    if (!into.emplace(schema.name(), &schema).second) return;
    for (const schemas::SchemaBase* part : schema.parts()) collect(*part, into);
}

// A response has all of its fields, also those that are null; a request may leave some out.
Value whole(Value document) {
    Array names;
    for (const json::Member& property : *document.find("properties")->object()) names.emplace_back(property.name);
    document["required"] = std::move(names);
    return document;
}

// What is sent need not name the fields that are null.
Value without_nulls(const Value& example) {
    Object rest;
    for (const json::Member& member : *example.object()) {
        if (!member.value.is_null()) rest.push_back(member);
    }
    return rest;
}

Value examples_object(const std::vector<Route>& routes) {
    std::map<std::string, Value> by_name = problem_examples(routes);
    for (const Route& route : routes) {
        if (!route.documented) continue;
        if (route.body != nullptr && !route.body_is_patch) {
            by_name[route.body->name()] = without_nulls(route.body->example());
        }
        for (const ResponseSpec& spec : route.responses) {
            if (spec.schema != nullptr && !spec.is_list) by_name[spec.schema->name()] = spec.schema->example();
        }
    }
    Value result = Object();
    for (auto& [name, value] : by_name) {
        Value example = Object{{"value", std::move(value)}};
        result[name] = std::move(example);
    }
    return result;
}

Value schemas_object(const std::vector<Route>& routes) {
    std::map<std::string, const schemas::SchemaBase*> sent;
    std::map<std::string, const schemas::SchemaBase*> collected;
    for (const Route& route : routes) {
        if (!route.documented) continue;
        if (route.body != nullptr && !route.body_is_patch) collect(*route.body, sent);
        for (const ResponseSpec& spec : route.responses) {
            if (spec.schema != nullptr) collect(*spec.schema, collected);
        }
        for (const ProblemList& list : route.problem_lists) collect(*list.item, collected);
    }
    std::map<std::string, Value> by_name;
    for (const auto& [name, schema] : collected) by_name[name] = whole(schema->document());
    for (const auto& [name, schema] : sent) by_name[name] = schema->document();
    Value result = Object();
    for (auto& [name, document] : by_name) result[name] = std::move(document);
    result["Problem"] = problem_schema(routes);
    return result;
}

Value headers_object() {
    const auto header = [](std::string_view text, std::string_view type) {
        return Value(Object{{"description", text}, {"schema", Object{{"type", type}}}});
    };
    return Object{
        {"RequestId", header("The request's id: the client's, or a generated one", "string")},
        {"Location", header("Path of the new resource", "string")},
        {"Link", header("The first, previous, next and last page (RFC 8288); with `after`, the first and the next page",
                        "string")},
        {"ETag", header("Entity tag for If-None-Match and If-Match", "string")},
        {"Cache", header("`hit` if the response came from the cache, otherwise `miss`", "string")},
        {"IdempotentReplayed", header("`true` if this is the first response again", "string")},
        {"RateLimitLimit", header("Number of requests allowed in this window", "integer")},
        {"RateLimitRemaining", header("Number of requests left in this window", "integer")},
        {"RateLimitReset", header("End of the window, in seconds since 1970", "integer")},
        {"Authenticate", header("Always `Bearer`", "string")},
        {"RetryAfter", header("Seconds to wait before the next attempt", "integer")}};
}

Value tags_array() {
    Array result;
    for (const Tag& tag : tags) result.emplace_back(Object{{"name", tag.name}, {"description", tag.text}});
    return result;
}

}  // namespace

Value openapi_document(const std::vector<Route>& routes, const ListPageBounds& list_page_bounds) {
    Value paths = Object();
    for (const Route& route : routes) {
        if (!route.documented) continue;
        const std::string method = ascii::lower(http::name_of(route.method));
        paths[route.path.substr(api_base.size())][method] = openapi_operation(route);
    }
    Value info = Object{{"title", "Till"},
                        {"version", "1.0.0"},
                        {"summary", "A store engine in one program"},
                        {"description", introduction},
                        {"contact", Object{{"name", "The shop's administrator"}}},
                        {"license", Object{{"name", "MIT"}, {"identifier", "MIT"}}}};
    Value bearer = Object{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    Value components = Object{{"securitySchemes", Object{{"bearer", std::move(bearer)}}},
                              {"headers", headers_object()},
                              {"parameters", shared_parameters(list_page_bounds)},
                              {"responses", shared_responses()},
                              {"examples", examples_object(routes)},
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
