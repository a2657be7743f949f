#include "api/schema.h"

#include <algorithm>
#include <stdexcept>

namespace till::schemas {
namespace detail {

template class RuledAccess<std::string, text>;
template class RuledAccess<std::optional<std::string>, text>;
template class RuledAccess<std::int64_t, id>;
template class RuledAccess<std::optional<std::int64_t>, id>;
template class RuledAccess<std::int64_t, integer>;
template class RuledAccess<std::optional<std::int64_t>, integer>;
template class RuledAccess<bool, boolean>;
template class RuledAccess<Money, money>;
template class RuledAccess<std::optional<Money>, money>;
template class RuledAccess<Timestamp, timestamp>;
template class RuledAccess<std::optional<Timestamp>, timestamp>;

void FieldAccess::read(void* /*model*/, const json::Value& /*value*/, const std::string& path,
                       FieldErrors& /*errors*/) const {
    throw std::logic_error(path + " is only written");
}

void FieldAccess::copy(void* /*to*/, const void* /*from*/) const { throw std::logic_error("a field is only written"); }

std::optional<std::string> FieldAccess::cell(const void* /*model*/) const {
    throw std::logic_error("a field has no cell");
}

void complain(FieldErrors& errors, const std::string& path, std::string complaint) {
    errors[path].push_back(std::move(complaint));
}

json::Value value_of_text(const std::string& text, TextKind kind) {
    const bool digits = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
    if (kind == TextKind::number && digits && text != "-" && !text.empty()) return json::Number{text};
    if (kind == TextKind::boolean && (text == "true" || text == "false")) return text == "true";
    return text;
}

std::optional<std::string> text_of_json(const std::string& written) {
    if (written == "null") return std::nullopt;
    if (!written.starts_with('"')) return written;
    if (written.find('\\') == std::string::npos) return written.substr(1, written.size() - 2);
    return *json::parse(written).text();
}

std::string joined_path(const std::string& prefix, std::string_view name) {
    return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

void make_nullable(json::Value& schema) {
    const json::Value* type = schema.find("type");
    if (type != nullptr && type->text() != nullptr) schema["type"] = json::Array{*type, "null"};
    const json::Value* names = schema.find("enum");
    if (names != nullptr) {
        json::Array with_null = *names->array();
        with_null.emplace_back(nullptr);
        schema["enum"] = std::move(with_null);
    }
}

json::Value example_of(const json::Value& document) {
    if (const json::Value* examples = document.find("examples")) return examples->array()->front();
    if (const json::Value* names = document.find("enum")) return names->array()->front();
    const json::Value* type = document.find("type");
    const json::Value* format = document.find("format");
    const std::string_view kind = type == nullptr ? "string" : std::string_view(*type->text());
    if (kind == "boolean") return false;
    if (kind == "integer") {
        const json::Value* minimum = document.find("minimum");
        return minimum == nullptr ? json::Value(1) : *minimum;
    }
    if (kind == "array") return json::Array{example_of(*document.find("items"))};
    if (format == nullptr) return "example";
    if (*format->text() == "date-time") return "2026-03-14T09:30:00Z";
    if (*format->text() == "date") return "2026-03-14";
    if (*format->text() == "idn-email") return "jane.doe@example.com";
    if (*format->text() == "password") return "a long passphrase";
    return "example";
}

json::Value reference_to(const SchemaBase& schema) {
    return json::Object{{"$ref", "#/components/schemas/" + schema.name()}};
}

json::Value list_document(const SchemaBase& part, Count count) {
    json::Value schema = json::Object{{"type", "array"}};
    if (count.min > 0) schema["minItems"] = static_cast<std::int64_t>(count.min);
    schema["maxItems"] = static_cast<std::int64_t>(count.max);
    schema["items"] = reference_to(part);
    return schema;
}

json::Value nested_document(const SchemaBase& part, bool nullable) {
    if (!nullable) return reference_to(part);
    return json::Object{{"anyOf", json::Array{reference_to(part), json::Value(json::Object{{"type", "null"}})}}};
}

}  // namespace detail

SchemaBase::SchemaBase(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

SchemaBase::Field& SchemaBase::add(std::string_view name, std::string_view text,
                                   std::unique_ptr<const detail::FieldAccess> access) {
    Field& field = fields_.emplace_back();
    field.name = name;
    field.text = text;
    field.access = std::move(access);
    return field;
}

void SchemaBase::read_into(void* model, const json::Value& value, const std::string& path, FieldErrors& errors) const {
    for (const Field& field : fields_) {
        if (field.set_default) field.set_default(model);
    }
    if (!read_members(model, value, path, errors, nullptr)) return;
    for (const Field& field : fields_) {
        if (field.required && field.readable && value.find(field.name) == nullptr) {
            detail::complain(errors, detail::joined_path(path, field.name), "is missing");
        }
    }
}

std::vector<const SchemaBase::Field*> SchemaBase::read_some_into(void* model, const json::Value& value,
                                                                 FieldErrors& errors) const {
    std::vector<const Field*> seen;
    read_members(model, value, "", errors, &seen);
    return seen;
}

bool SchemaBase::read_members(void* model, const json::Value& value, const std::string& path, FieldErrors& errors,
                              std::vector<const Field*>* seen) const {
    const json::Object* members = value.object();
    if (members == nullptr) {
        detail::complain(errors, path.empty() ? "body" : path, "must be an object");
        return false;
    }
    for (const json::Member& member : *members) {
        const Field* field = find(member.name);
        const std::string field_path = detail::joined_path(path, member.name);
        if (field == nullptr || !field->readable) {
            detail::complain(errors, field_path, "is not a known field");
            continue;
        }
        field->access->read(model, member.value, field_path, errors);
        if (seen != nullptr) seen->push_back(field);
    }
    return true;
}

json::Value SchemaBase::object_of(const NamedTexts& texts, FieldErrors& errors, bool empty_is_missing) const {
    json::Value object = json::Object();
    for (const auto& [name, text] : texts) {
        if (empty_is_missing && text.empty()) continue;
        if (object.find(name) != nullptr) {
            detail::complain(errors, name, "is given twice");
            continue;
        }
        const Field* field = find(name);
        object[name] = detail::value_of_text(text, field == nullptr ? detail::TextKind::text : field->text_kind);
    }
    return object;
}

const json::Array* SchemaBase::items_of(const json::Value& value, const std::string& path, FieldErrors& errors,
                                        Count count) {
    const json::Array* items = value.array();
    if (items == nullptr) {
        detail::complain(errors, path, "must be a list");
    } else if (items->size() < count.min) {
        detail::complain(errors, path, "must have at least " + std::to_string(count.min) + " item");
    } else if (items->size() > count.max) {
        detail::complain(errors, path, "must have at most " + std::to_string(count.max) + " items");
    } else {
        return items;
    }
    return nullptr;
}

void SchemaBase::write_from(const void* model, json::Writer& writer) const {
    writer.begin_object();
    for (const Field& field : fields_) {
        writer.name(field.name);
        field.access->write(model, writer);
    }
    writer.end_object();
}

const SchemaBase::Field& SchemaBase::member(std::string_view name) const {
    const Field* field = find(name);
    if (field == nullptr || !field->is_member) throw std::logic_error(name_ + " has no cell " + std::string(name));
    return *field;
}

void SchemaBase::refuse_where_wrong(FieldErrors errors) {
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
}

const SchemaBase::Field* SchemaBase::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name == name; });
    return found == fields_.end() ? nullptr : &*found;
}

}  // namespace till::schemas
