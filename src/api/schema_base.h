#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/rules.h"
#include "platform/errors/refusal.h"
#include "platform/json/json.h"

namespace till::schemas {

struct Count {
    std::size_t min = 0;
    std::size_t max = 1000;
};

/// What a field holds as a cell of a CSV row has it; no text for null.
struct CellText {
    std::optional<std::string> text;
    bool is_number = false;  ///< an integer or an amount of money
};

/// Name and text, as in a query string or a CSV row. Numbers and booleans in them are texts, too.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;

namespace detail {

template <class T>
struct OptionalTraits {
    static constexpr bool is_optional = false;
};
template <class T>
struct OptionalTraits<std::optional<T>> {
    static constexpr bool is_optional = true;
};

/// How a text of a query or CSV cell stands in JSON where a field of this type is expected.
enum class TextKind : std::uint8_t { text, number, boolean };
template <class T>
constexpr TextKind text_kind_of() {
    if (std::is_same_v<T, std::int64_t>) return TextKind::number;
    if (std::is_same_v<T, bool>) return TextKind::boolean;
    return TextKind::text;
}
json::Value value_of_text(const std::string& text, TextKind kind);
/// The other way round: a value as it was written in JSON.
std::optional<std::string> text_of_json(const std::string& written);

std::string joined_path(const std::string& prefix, std::string_view name);
void make_nullable(json::Value& schema);
/// A value that the schema object of a field allows.
json::Value example_of(const json::Value& document);
void complain(FieldErrors& errors, const std::string& path, std::string complaint);

/// How the value of one field is read into, and written from, a model whose type is not known here. So what a schema
/// does is compiled once, and not for every type and field.
class FieldAccess {
 public:
    FieldAccess() = default;
    virtual ~FieldAccess() = default;
    FieldAccess(const FieldAccess&) = delete;
    FieldAccess& operator=(const FieldAccess&) = delete;

    virtual void write(const void* model, json::Writer& writer) const = 0;
    virtual json::Value document() const = 0;
    /// Throws std::logic_error where the field is only written, as the next two.
    virtual void read(void* model, const json::Value& value, const std::string& path, FieldErrors& errors) const;
    virtual void copy(void* to, const void* from) const;
    /// See SchemaBase::values_max().
    virtual std::size_t values_max() const { return 1; }
    virtual std::optional<std::string> cell(const void* model) const;
};

/// A member, by its distance from the model's beginning.
template <class Member>
class MemberAccess : public FieldAccess {
 public:
    explicit MemberAccess(std::ptrdiff_t offset) : offset_(offset) {}

    void copy(void* to, const void* from) const override { of(to) = of(from); }

 protected:
    Member& of(void* model) const {
        void* const place = static_cast<std::byte*>(model) + offset_;
        return *static_cast<Member*>(place);
    }
    const Member& of(const void* model) const {
        const void* const place = static_cast<const std::byte*>(model) + offset_;
        return *static_cast<const Member*>(place);
    }

 private:
    std::ptrdiff_t offset_;
};

template <class Rule, class Value>
void write_value(const Rule& rule, const Value& value, json::Writer& writer) {
    if constexpr (OptionalTraits<Value>::is_optional) {
        if (!value) return writer.null();
        rule.write(*value, writer);
    } else {
        rule.write(value, writer);
    }
}

template <class Rule, class Value>
std::optional<std::string> cell_text(const Rule& rule, const Value& value) {
    if constexpr (OptionalTraits<Value>::is_optional) {
        return value ? cell_text(rule, *value) : std::nullopt;
    } else if constexpr (std::is_same_v<Value, std::string>) {
        return value;
    } else {
        json::Writer writer;
        rule.write(value, writer);
        return text_of_json(writer.take());
    }
}

template <class Member, class Rule>
class RuledAccess final : public MemberAccess<Member> {
 public:
    RuledAccess(std::ptrdiff_t offset, Rule rule) : MemberAccess<Member>(offset), rule_(std::move(rule)) {}

    void read(void* model, const json::Value& value, const std::string& path, FieldErrors& errors) const override {
        if (value.is_null()) {
            if constexpr (OptionalTraits<Member>::is_optional) {
                this->of(model) = std::nullopt;
            } else {
                complain(errors, path, "must not be null");
            }
            return;
        }
        auto read = rule_.read(value);
        if (!read.value) return complain(errors, path, std::move(read.complaint));
        this->of(model) = std::move(*read.value);
    }
    void write(const void* model, json::Writer& writer) const override { write_value(rule_, this->of(model), writer); }
    std::optional<std::string> cell(const void* model) const override { return cell_text(rule_, this->of(model)); }
    json::Value document() const override { return rule_.document(); }

 private:
    Rule rule_;
};

// The most frequent ones are compiled in schema.cpp.
extern template class RuledAccess<std::string, text>;
extern template class RuledAccess<std::optional<std::string>, text>;
extern template class RuledAccess<std::int64_t, id>;
extern template class RuledAccess<std::optional<std::int64_t>, id>;
extern template class RuledAccess<std::int64_t, integer>;
extern template class RuledAccess<std::optional<std::int64_t>, integer>;
extern template class RuledAccess<bool, boolean>;
extern template class RuledAccess<Money, money>;
extern template class RuledAccess<std::optional<Money>, money>;
extern template class RuledAccess<Timestamp, timestamp>;
extern template class RuledAccess<std::optional<Timestamp>, timestamp>;

/// Works a value out from a model; only written.
template <class T, class Compute, class Rule>
class ComputedAccess final : public FieldAccess {
 public:
    ComputedAccess(Compute compute, Rule rule) : compute_(std::move(compute)), rule_(std::move(rule)) {}

    void write(const void* model, json::Writer& writer) const override {
        write_value(rule_, compute_(*static_cast<const T*>(model)), writer);
    }
    json::Value document() const override { return rule_.document(); }

 private:
    Compute compute_;
    Rule rule_;
};

}  // namespace detail

/// The JSON face of something: what all schemas do, whatever their type.
class SchemaBase {
 public:
    SchemaBase(const SchemaBase&) = delete;
    SchemaBase& operator=(const SchemaBase&) = delete;

    const std::string& name() const { return name_; }

    /// The OpenAPI 3.1 schema object; other schemas appear as references to components.
    json::Value document() const;
    /// An object that the schema describes, with all of its fields.
    json::Value example() const;
    /// The schemas that this one refers to.
    std::vector<const SchemaBase*> parts() const;

    /// A query's parameters, or a file's columns: name, text, schema object of each.
    struct Parameter {
        std::string name;
        bool required = false;
        std::string description;
        json::Value schema;
    };
    std::vector<Parameter> parameters() const;
    /// The fields' names, in the order of declaration.
    std::vector<std::string> names() const;
    /// How many JSON values an object that is read can have at most, itself included.
    std::size_t values_max() const;

 protected:
    struct Field {
        std::string name;
        std::string text;
        std::unique_ptr<const detail::FieldAccess> access;
        bool required = false;
        bool nullable = false;
        bool readable = false;
        bool is_member = false;  ///< of one value, which has a rule
        bool is_number = false;
        detail::TextKind text_kind = detail::TextKind::text;
        json::Value default_json;
        std::function<void(void*)> set_default;
        const SchemaBase* part = nullptr;
    };
    SchemaBase(std::string name, std::string text);
    SchemaBase(SchemaBase&&) noexcept = default;
    ~SchemaBase() = default;

    Field& add(std::string_view name, std::string_view text, std::unique_ptr<const detail::FieldAccess> access);

    template <class Member, class Rule>
    Field& add_member(std::string_view name, std::ptrdiff_t offset, Rule rule, std::string_view text) {
        using Type = typename Rule::Type;
        Field& field = add(name, text, std::make_unique<detail::RuledAccess<Member, Rule>>(offset, std::move(rule)));
        field.readable = field.is_member = true;
        field.nullable = detail::OptionalTraits<Member>::is_optional;
        field.is_number = std::is_same_v<Type, std::int64_t> || std::is_same_v<Type, Money>;
        field.text_kind = detail::text_kind_of<Type>();
        return field;
    }

    void set_example(json::Object values) { example_ = std::move(values); }

    /// Reads a whole object into a new model.
    void read_into(void* model, const json::Value& value, const std::string& path, FieldErrors& errors) const;
    /// Reads the fields that there are, and gives them back.
    std::vector<const Field*> read_some_into(void* model, const json::Value& value, FieldErrors& errors) const;
    json::Value object_of(const NamedTexts& texts, FieldErrors& errors, bool empty_is_missing) const;
    /// The items; nullptr, and an error, where it is no list or of another length.
    static const json::Array* items_of(const json::Value& value, const std::string& path, FieldErrors& errors,
                                       Count count);
    void write_from(const void* model, json::Writer& writer) const;
    /// A field of one value; throws std::logic_error where there is none.
    const Field& member(std::string_view name) const;

    static void refuse_where_wrong(FieldErrors errors);

 private:
    bool read_members(void* model, const json::Value& value, const std::string& path, FieldErrors& errors,
                      std::vector<const Field*>* seen) const;
    const Field* find(std::string_view name) const;
    json::Value example_of(const Field& field) const;

    std::string name_;
    std::string text_;
    std::vector<Field> fields_;
    json::Object example_;
};

namespace detail {

json::Value reference_to(const SchemaBase& schema);
json::Value list_document(const SchemaBase& part, Count count);
json::Value nested_document(const SchemaBase& part, bool nullable);

}  // namespace detail

}  // namespace till::schemas
