#include "api/openapi_operation.h"

#include <algorithm>
#include <map>

#include "api/list_page_schema.h"
#include "api/openapi_responses.h"
#include "platform/text/ascii.h"
#include "platform/text/byte_size.h"

namespace till {
namespace {

using json::Array;
using json::Object;
using json::Value;

Value json_content(Value schema, Value examples) {
    Value media = Object{{"schema", std::move(schema)}, {"examples", std::move(examples)}};
    return Object{{"application/json", std::move(media)}};
}

Value example_reference(const schemas::SchemaBase& schema) {
    return Object{{schema.name(), component_reference("examples", schema.name())}};
}

Value file_content(const std::vector<std::string_view>& media_types, bool is_text, const std::string& example) {
    Value schema = Object{{"type", "string"}};
    if (!is_text) schema["format"] = "binary";
    Value media = Object{{"schema", std::move(schema)}};
    if (!example.empty()) media["example"] = example;
    Value content = Object();
    for (const std::string_view type : media_types) content[type] = media;
    return content;
}

bool has_pages(const Route& route) {
    if (route.query == nullptr) return false;
    const auto parameters = route.query->parameters();
    return std::any_of(parameters.begin(), parameters.end(),
                       [](const auto& parameter) { return parameter.name == "after"; });
}

Value response_object(const Route& route, const ResponseSpec& spec) {
    Value headers = Object{{"X-Request-Id", component_reference("headers", "RequestId")}};
    add_limit_headers(route, headers);
    const bool makes_order = route.idempotent && spec.status == 201;
    if (makes_order) headers["Idempotent-Replayed"] = component_reference("headers", "IdempotentReplayed");
    if (route.method == http::Method::get || route.guarded || spec.has_location) {
        if (spec.schema != nullptr) headers["ETag"] = component_reference("headers", "ETag");
    }
    if (route.cached != Cached::no) headers["X-Cache"] = component_reference("headers", "Cache");
    if (spec.has_location) headers["Location"] = component_reference("headers", "Location");
    if (has_pages(route)) headers["Link"] = component_reference("headers", "Link");
    Object object{{"description", spec.text}, {"headers", std::move(headers)}};
    if (spec.schema != nullptr) {
        Value schema = component_reference("schemas", spec.schema->name());
        Value examples = example_reference(*spec.schema);
        if (spec.is_list) {
            schema = Object{{"type", "array"}, {"items", std::move(schema)}};
            Value list = Object{{"value", Array{spec.schema->example()}}};
            examples = Object{{spec.schema->name(), std::move(list)}};
        }
        object.push_back({"content", json_content(std::move(schema), std::move(examples))});
    } else if (spec.content_type != "application/json") {
        object.push_back({"content", file_content({spec.content_type}, true, route.file_example)});
    }
    return object;
}

Value responses_object(const Route& route) {
    std::map<int, Value> by_status = problem_responses(route);
    for (const ResponseSpec& spec : route.responses) by_status[spec.status] = response_object(route, spec);
    if (route.method == http::Method::get) by_status[304] = component_reference("responses", "NotModified");
    Value responses = Object();
    for (auto& [status, response] : by_status) responses[std::to_string(status)] = std::move(response);
    return responses;
}

// `per_page` is PerPage among the components.
std::string component_name(std::string_view parameter) {
    std::string name;
    bool starts_word = true;
    for (const char letter : parameter) {
        if (letter != '_') name += starts_word ? ascii::upper(letter) : letter;
        starts_word = letter == '_';
    }
    return name;
}

Value query_parameter(schemas::SchemaBase::Parameter parameter) {
    return Object{{"name", parameter.name},
                  {"in", "query"},
                  {"required", false},
                  {"description", parameter.description},
                  {"schema", std::move(parameter.schema)}};
}

void add_path_parameters(const Route& route, Array& parameters) {
    for (auto begin = route.path.find('{'); begin != std::string::npos; begin = route.path.find('{', begin + 1)) {
        const std::string name = route.path.substr(begin + 1, route.path.find('}', begin) - begin - 1);
        parameters.push_back(component_reference("parameters", component_name(name)));
    }
}

void add_query_parameters(const Route& route, Array& parameters) {
    if (route.query == nullptr) return;
    const auto shared = schemas::page_query(ListPageBounds()).parameters();  // whatever their bounds
    for (auto& parameter : route.query->parameters()) {
        const bool is_shared = std::ranges::any_of(shared, [&parameter](const auto& one) {
            return one.name == parameter.name && one.description == parameter.description;
        });
        parameters.push_back(is_shared ? component_reference("parameters", component_name(parameter.name))
                                       : query_parameter(std::move(parameter)));
    }
}

void add_header_parameters(const Route& route, Array& parameters) {
    if (route.guarded) parameters.push_back(component_reference("parameters", "IfMatch"));
    if (route.method == http::Method::get) parameters.push_back(component_reference("parameters", "IfNoneMatch"));
    if (route.idempotent) parameters.push_back(component_reference("parameters", "IdempotencyKey"));
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

// Of a PATCH, one field.
Value body_examples(const Route& route) {
    if (!route.body_is_patch) return example_reference(*route.body);
    Value changed = Object{route.body->example().object()->front()};
    Value example = Object{{"value", std::move(changed)}};
    return Object{{"Change", std::move(example)}};
}

std::string access_text(const Route& route) {
    if (route.config_gate == ConfigGate::registration) {
        return "Needs no token. Returns 404 unless `access.registration` is set.";
    }
    if (route.access == Access::open) return "Needs no token.";
    std::string text = "Needs the permission `" + std::string(name_of(route.permission)) + "`.";
    if (route.config_gate == ConfigGate::public_catalogue)
        text += " Needs no token if `access.public_catalogue` is set.";
    return text;
}

Value request_body_object(const Route& route) {
    const bool is_json = route.body != nullptr;
    const std::size_t bytes_max = route.body_bytes_max({});
    Object body{{"description", (is_json ? std::string() : route.body_text + ". ") + "At most " +
                                    byte_size_text(bytes_max) + ", unless the shop's configuration says otherwise"},
                {"required", !route.body_is_optional},
                {"content", is_json ? json_content(body_schema(route), body_examples(route))
                                    : file_content(route.body_types, false, route.file_example)},
                {"x-max-bytes", static_cast<std::int64_t>(bytes_max)}};
    if (!route.body_columns.empty()) {
        body.push_back({"x-columns", Array(route.body_columns.begin(), route.body_columns.end())});
    }
    return body;
}

}  // namespace

Value shared_parameters(const ListPageBounds& list_page_bounds) {
    const auto parameter = [](std::string_view name, std::string_view in, std::string_view text, Value schema) {
        return Value(Object{{"name", name},
                            {"in", in},
                            {"required", in == "path"},
                            {"description", text},
                            {"schema", std::move(schema)}});
    };
    const auto header = [&parameter](std::string_view name, std::string_view text, Value schema) {
        return parameter(name, "header", text, std::move(schema));
    };
    const Value text = Object{{"type", "string"}};
    Value parameters = Object{
        {"Id", parameter("id", "path", "ID of the resource", schemas::id{}.document())},
        {"ProductId", parameter("product_id", "path", "Product ID", schemas::id{}.document())},
        {"IfMatch",
         header("If-Match",
                "The ETag as it was received: the request fails with 412 if the resource has another version now",
                text)},
        {"IfNoneMatch",
         header("If-None-Match", "The ETag of the client's cached response: 304 without a body if it is still current",
                text)},
        {"IdempotencyKey",
         header("Idempotency-Key",
                "Identifies the request: a retry with the same key and body returns the first response again, and "
                "nothing is ordered twice. Stored for at least 24 hours",
                Object{{"type", "string"}, {"minLength", 1}, {"maxLength", 255}, {"pattern", "^[!-~]+$"}})}};
    for (auto& shared : schemas::page_query(list_page_bounds).parameters()) {
        const std::string name = component_name(shared.name);  // before `shared` is moved from
        parameters[name] = query_parameter(std::move(shared));
    }
    return parameters;
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
