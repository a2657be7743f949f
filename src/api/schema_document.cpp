#include <algorithm>

#include "api/schema.h"

namespace till::schemas {
namespace {

json::Value document_of(json::Value schema, bool nullable, const std::string& text, const json::Value& default_json) {
    if (nullable) detail::make_nullable(schema);
    if (schema.find("$ref") != nullptr) return schema;
    schema["description"] = text;
    if (!default_json.is_null()) schema["default"] = default_json;
    return schema;
}

}  // namespace

json::Value SchemaBase::document() const {
    json::Value properties = json::Object();
    json::Array required;
    for (const Field& field : fields_) {
        properties[field.name] = document_of(field.access->document(), field.nullable, field.text, field.default_json);
        if (field.required) required.emplace_back(field.name);
    }
    json::Object schema{{"type", "object"}, {"description", text_}};
    if (!required.empty()) schema.push_back({"required", std::move(required)});
    schema.push_back({"properties", std::move(properties)});
    schema.push_back({"additionalProperties", false});
    return schema;
}

json::Value SchemaBase::example() const {
    json::Object object;
    for (const Field& field : fields_) object.push_back({field.name, example_of(field)});
    return object;
}

json::Value SchemaBase::example_of(const Field& field) const {
    const auto given =
        std::find_if(example_.begin(), example_.end(), [&](const auto& member) { return member.name == field.name; });
    if (given != example_.end()) return given->value;
    const json::Value document = field.access->document();
    if (field.part != nullptr) {
        const bool is_list = document.find("items") != nullptr;
        return is_list ? json::Value(json::Array{field.part->example()}) : field.part->example();
    }
    if (field.nullable) return nullptr;
    return field.default_json.is_null() ? detail::example_of(document) : field.default_json;
}

std::vector<const SchemaBase*> SchemaBase::parts() const {
    std::vector<const SchemaBase*> parts;
    for (const Field& field : fields_) {
        if (field.part != nullptr) parts.push_back(field.part);
    }
    return parts;
}

std::size_t SchemaBase::values_max() const {
    std::size_t values = 1;
    for (const Field& field : fields_) {
        if (field.readable) values += field.access->values_max();
    }
    return values;
}

std::vector<SchemaBase::Parameter> SchemaBase::parameters() const {
    std::vector<Parameter> parameters;
    for (const Field& field : fields_) {
        json::Value schema = field.access->document();
        if (!field.default_json.is_null()) schema["default"] = field.default_json;
        parameters.push_back({field.name, field.required, field.text, std::move(schema)});
    }
    return parameters;
}

std::vector<std::string> SchemaBase::names() const {
    std::vector<std::string> names;
    for (const Field& field : fields_) names.push_back(field.name);
    return names;
}

}  // namespace till::schemas
