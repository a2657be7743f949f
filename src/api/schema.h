#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/schema_base.h"
#include "platform/json/json.h"
#include "platform/errors/refusal.h"

namespace till::schemas {

template <class T>
class Schema;

/// Those fields of a T that a PATCH names.
template <class T>
class Patch {
 public:
    void apply_to(T& target) const {
        for (const auto& copy : copies_) copy(target, values_);
    }
    bool empty() const { return copies_.empty(); }

 private:
    friend class Schema<T>;
    T values_{};
    std::vector<std::function<void(T&, const T&)>> copies_;
};

struct Count {
    std::size_t min = 0;
    std::size_t max = 1000;
};

/// One declaration for reading, writing and documenting a T: each field's name, member, rule and text.
///
/// A field whose member is a std::optional may be missing or null; one that is given a default may be missing; every
/// other has to be there. When a schema is written, all of its fields are.
template <class T>
class Schema : public SchemaBase {
 public:
    /// `text` says in a sentence what it is.
    Schema(std::string name, std::string text) : SchemaBase(std::move(name)), text_(std::move(text)) {}

    template <class Owner, class Member, class Rule>
    Schema&& field(std::string name, Member Owner::*member, Rule rule, std::string text) && {
        Field& field = add_member(std::move(name), member, rule, std::move(text));
        field.required = !detail::OptionalTraits<Member>::is_optional;
        return std::move(*this);
    }

    template <class Owner, class Member, class Rule>
    Schema&& field(std::string name, Member Owner::*member, Rule rule, std::string text,
                   std::type_identity_t<Member> missing) && {
        Field& field = add_member(std::move(name), member, rule, std::move(text));
        field.set_default = [member, missing](T& model) { model.*member = missing; };
        json::Writer writer;
        Rule::write(missing, writer);
        field.default_json = json::parse(writer.take());
        return std::move(*this);
    }

    /// Only written: worked out from the model. A std::optional may be null.
    template <class Compute, class Rule>
    Schema&& computed(std::string name, Compute compute, Rule rule, std::string text) && {
        Field field;
        field.name = std::move(name);
        field.text = std::move(text);
        field.write = [compute](const T& model, json::Writer& writer) { write_value<Rule>(compute(model), writer); };
        field.document = [rule] { return rule.document(); };
        field.required = true;
        field.nullable =
            detail::OptionalTraits<std::remove_cvref_t<std::invoke_result_t<Compute, const T&>>>::is_optional;
        fields_.push_back(std::move(field));
        return std::move(*this);
    }

    /// An array of objects. `part` must outlive this schema.
    template <class Owner, class Item>
    Schema&& list(std::string name, std::vector<Item> Owner::*member, const Schema<Item>& part, std::string text,
                  Count count = {}) && {
        Field field;
        field.name = std::move(name);
        field.text = std::move(text);
        field.required = true;
        field.part = &part;
        field.copy = [member](T& to, const T& from) { to.*member = from.*member; };
        field.read = [member, &part, count](T& model, const json::Value& value, const std::string& path,
                                            FieldErrors& errors) {
            model.*member = part.read_list(value, path, errors, count);
        };
        field.write = [member, &part](const T& model, json::Writer& writer) { part.write_list(model.*member, writer); };
        field.document = [&part, count] {
            json::Value schema = json::Object{{"type", "array"}};
            if (count.min > 0) schema["minItems"] = static_cast<std::int64_t>(count.min);
            schema["maxItems"] = static_cast<std::int64_t>(count.max);
            schema["items"] = reference_to(part);
            return schema;
        };
        fields_.push_back(std::move(field));
        return std::move(*this);
    }

    /// An object inside; only written. The member is a U, or a std::optional<U> that may be null.
    template <class Owner, class Member, class Part>
    Schema&& nested(std::string name, Member Owner::*member, const Schema<Part>& part, std::string text) && {
        Field field;
        field.name = std::move(name);
        field.text = std::move(text);
        field.required = true;
        field.part = &part;
        field.write = [member, &part](const T& model, json::Writer& writer) {
            if constexpr (detail::OptionalTraits<Member>::is_optional) {
                if (!(model.*member)) return writer.null();
                part.write(*(model.*member), writer);
            } else {
                part.write(model.*member, writer);
            }
        };
        field.document = [&part] {
            if constexpr (!detail::OptionalTraits<Member>::is_optional) return reference_to(part);
            return json::Value(
                json::Object{{"anyOf", json::Array{reference_to(part), json::Value(json::Object{{"type", "null"}})}}});
        };
        fields_.push_back(std::move(field));
        return std::move(*this);
    }

    /// Throws Refusal `validation-failed` with every bad field.
    T read(const json::Value& value) const {
        FieldErrors errors;
        T model = read(value, "", errors);
        if (!errors.empty()) throw Refusal::invalid(std::move(errors));
        return model;
    }

    /// Reads what a PATCH names, with the same rules; nothing is required.
    Patch<T> read_patch(const json::Value& value) const {
        FieldErrors errors;
        Patch<T> patch;
        read_members(value, "", errors, [&](const Field& field, const json::Value& given, const std::string& path) {
            field.read(patch.values_, given, path, errors);
            patch.copies_.push_back(field.copy);
        });
        if (!errors.empty()) throw Refusal::invalid(std::move(errors));
        return patch;
    }

    /// Reads from a query string or a CSV row. An empty text counts as missing where `empty_is_missing` holds.
    T read_texts(const NamedTexts& texts, FieldErrors& errors, bool empty_is_missing = false) const {
        json::Value object = json::Object();
        for (const auto& [name, text] : texts) {
            if (empty_is_missing && text.empty()) continue;
            if (object.find(name) != nullptr) {
                errors[name].push_back("is given twice");
                continue;
            }
            const Field* field = find(name);
            object[name] = detail::value_of_text(text, field == nullptr ? detail::TextKind::text : field->text_kind);
        }
        return read(object, "", errors);
    }

    /// A field() of a model as text, which read_texts() reads again.
    CellText cell(const std::string& name, const T& model) const {
        const Field& field = at(name);
        return {field.cell(model), field.is_number};
    }

    /// Copies the named field() from one model to another.
    void copy(const std::string& name, T& to, const T& from) const { at(name).copy(to, from); }

    void write(const T& model, json::Writer& writer) const {
        writer.begin_object();
        for (const Field& field : fields_) {
            writer.name(field.name);
            field.write(model, writer);
        }
        writer.end_object();
    }

    std::string write(const T& model) const {
        json::Writer writer;
        write(model, writer);
        return writer.take();
    }

    std::vector<T> read_list(const json::Value& value, const std::string& path, FieldErrors& errors,
                             Count count) const {
        std::vector<T> models;
        const json::Array* items = value.array();
        if (items == nullptr) {
            errors[path].push_back("must be a list");
        } else if (items->size() < count.min) {
            errors[path].push_back("must have at least " + std::to_string(count.min) + " item");
        } else if (items->size() > count.max) {
            errors[path].push_back("must have at most " + std::to_string(count.max) + " items");
        } else {
            for (std::size_t i = 0; i < items->size(); ++i) {
                models.push_back(read((*items)[i], detail::joined_path(path, std::to_string(i)), errors));
            }
        }
        return models;
    }

    void write_list(const std::vector<T>& models, json::Writer& writer) const {
        writer.begin_array();
        for (const T& model : models) write(model, writer);
        writer.end_array();
    }

    json::Value document() const override {
        json::Value properties = json::Object();
        json::Array required;
        for (const Field& field : fields_) {
            properties[field.name] = document(field);
            if (field.required) required.emplace_back(field.name);
        }
        json::Object schema{{"type", "object"}, {"description", text_}};
        if (!required.empty()) schema.push_back({"required", std::move(required)});
        schema.push_back({"properties", std::move(properties)});
        schema.push_back({"additionalProperties", false});
        return schema;
    }

    std::vector<const SchemaBase*> parts() const override {
        std::vector<const SchemaBase*> parts;
        for (const Field& field : fields_) {
            if (field.part != nullptr) parts.push_back(field.part);
        }
        return parts;
    }

    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const Field& field : fields_) names.push_back(field.name);
        return names;
    }

    std::vector<Parameter> parameters() const override {
        std::vector<Parameter> parameters;
        for (const Field& field : fields_) {
            json::Value schema = field.document();
            if (!field.default_json.is_null()) schema["default"] = field.default_json;
            parameters.push_back({field.name, field.required, field.text, std::move(schema)});
        }
        return parameters;
    }

 private:
    struct Field {
        std::string name;
        std::string text;
        bool required = false;
        bool nullable = false;
        bool is_number = false;
        detail::TextKind text_kind = detail::TextKind::text;
        json::Value default_json;
        const SchemaBase* part = nullptr;
        std::function<void(T&)> set_default;
        std::function<void(T&, const T&)> copy;
        std::function<void(T&, const json::Value&, const std::string&, FieldErrors&)> read;
        std::function<void(const T&, json::Writer&)> write;
        std::function<std::optional<std::string>(const T&)> cell;
        std::function<json::Value()> document;
    };

    template <class Owner, class Member, class Rule>
    Field& add_member(std::string name, Member Owner::*member, Rule rule, std::string text) {
        static_assert(std::is_base_of_v<Owner, T>);
        constexpr bool is_optional = detail::OptionalTraits<Member>::is_optional;
        Field field;
        field.name = std::move(name);
        field.text = std::move(text);
        field.nullable = is_optional;
        field.text_kind = detail::text_kind_of<typename Rule::Type>();
        field.is_number =
            std::is_same_v<typename Rule::Type, std::int64_t> || std::is_same_v<typename Rule::Type, Money>;
        field.copy = [member](T& to, const T& from) { to.*member = from.*member; };
        field.read = [member, rule](T& model, const json::Value& value, const std::string& path, FieldErrors& errors) {
            if (value.is_null()) {
                if constexpr (is_optional) {
                    model.*member = std::nullopt;
                } else {
                    errors[path].push_back("must not be null");
                }
                return;
            }
            auto read = rule.read(value);
            if (!read.value) return errors[path].push_back(read.complaint);
            model.*member = std::move(*read.value);
        };
        field.write = [member](const T& model, json::Writer& writer) { write_value<Rule>(model.*member, writer); };
        field.cell = [member](const T& model) { return cell_text<Rule>(model.*member); };
        field.document = [rule] { return rule.document(); };
        fields_.push_back(std::move(field));
        return fields_.back();
    }

    template <class Rule, class Value>
    static void write_value(const Value& value, json::Writer& writer) {
        if constexpr (detail::OptionalTraits<Value>::is_optional) {
            if (!value) return writer.null();
            Rule::write(*value, writer);
        } else {
            Rule::write(value, writer);
        }
    }

    template <class Rule, class Value>
    static std::optional<std::string> cell_text(const Value& value) {
        if constexpr (detail::OptionalTraits<Value>::is_optional) {
            return value ? cell_text<Rule>(*value) : std::nullopt;
        } else if constexpr (std::is_same_v<Value, std::string>) {
            return value;
        } else {
            json::Writer writer;
            Rule::write(value, writer);
            return detail::text_of_json(writer.take());
        }
    }

    template <class U>
    friend class Schema;

    T read(const json::Value& value, const std::string& path, FieldErrors& errors) const {
        T model{};
        for (const Field& field : fields_) {
            if (field.set_default) field.set_default(model);
        }
        const bool is_object = read_members(
            value, path, errors, [&](const Field& field, const json::Value& given, const std::string& field_path) {
                field.read(model, given, field_path, errors);
            });
        if (!is_object) return model;
        for (const Field& field : fields_) {
            if (field.required && field.read && value.find(field.name) == nullptr) {
                errors[detail::joined_path(path, field.name)].push_back("is missing");
            }
        }
        return model;
    }

    template <class Visit>
    bool read_members(const json::Value& value, const std::string& path, FieldErrors& errors, Visit visit) const {
        const json::Object* members = value.object();
        if (members == nullptr) {
            errors[path.empty() ? "body" : path].push_back("must be an object");
            return false;
        }
        for (const json::Member& member : *members) {
            const Field* field = find(member.name);
            const std::string field_path = detail::joined_path(path, member.name);
            if (field == nullptr || !field->read) {
                errors[field_path].push_back("is not a known field");
            } else {
                visit(*field, member.value, field_path);
            }
        }
        return true;
    }

    const Field* find(std::string_view name) const {
        const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name == name; });
        return found == fields_.end() ? nullptr : &*found;
    }

    const Field& at(const std::string& name) const {
        const Field* field = find(name);
        if (field == nullptr || !field->cell) throw std::logic_error(this->name() + " has no cell " + name);
        return *field;
    }

    static json::Value document(const Field& field) {
        json::Value schema = field.document();
        if (field.nullable) detail::make_nullable(schema);
        if (schema.find("$ref") != nullptr) return schema;
        schema["description"] = field.text;
        if (!field.default_json.is_null()) schema["default"] = field.default_json;
        return schema;
    }

    std::string text_;
    std::vector<Field> fields_;
};

}  // namespace till::schemas
