#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/schema_base.h"

namespace till::schemas {

template <class T>
class Schema;

/// Those fields of a T that a PATCH names. The schema has to outlive it.
template <class T>
class Patch {
 public:
    void apply_to(T& target) const {
        for (const detail::FieldAccess* field : fields_) field->copy(&target, &values_);
    }
    bool empty() const { return fields_.empty(); }

 private:
    friend class Schema<T>;
    T values_{};
    std::vector<const detail::FieldAccess*> fields_;
};

namespace detail {

template <class Item>
class ListAccess;
template <class Member, class Part>
class NestedAccess;

}  // namespace detail

/// One declaration for reading, writing and documenting a T: each field's name, member, rule and text.
///
/// A field whose member is a std::optional may be missing or null; one that is given a default may be missing; every
/// other has to be there. When a schema is written, all of its fields are.
template <class T>
class Schema : public SchemaBase {
 public:
    /// `text` says in a sentence what it is.
    Schema(std::string name, std::string text) : SchemaBase(std::move(name), std::move(text)) {}

    template <class Owner, class Member, class Rule>
    Schema&& field(std::string_view name, Member Owner::*member, Rule rule, std::string_view text) && {
        Field& field = add_member<Member>(name, offset_of(member), std::move(rule), text);
        field.required = !detail::OptionalTraits<Member>::is_optional;
        return std::move(*this);
    }

    template <class Owner, class Member, class Rule>
    Schema&& field(std::string_view name, Member Owner::*member, Rule rule, std::string_view text,
                   std::type_identity_t<Member> missing) && {
        json::Writer writer;
        rule.write(missing, writer);
        Field& field = add_member<Member>(name, offset_of(member), std::move(rule), text);
        field.default_json = json::parse(writer.take());
        field.set_default = [member, missing](void* model) { static_cast<T*>(model)->*member = missing; };
        return std::move(*this);
    }

    /// Only written: worked out from the model. A std::optional may be null.
    template <class Compute, class Rule>
    Schema&& computed(std::string_view name, Compute compute, Rule rule, std::string_view text) && {
        using Value = std::remove_cvref_t<std::invoke_result_t<Compute, const T&>>;
        using Access = detail::ComputedAccess<T, Compute, Rule>;
        Field& field = add(name, text, std::make_unique<Access>(std::move(compute), std::move(rule)));
        field.required = true;
        field.nullable = detail::OptionalTraits<Value>::is_optional;
        return std::move(*this);
    }

    /// An array of objects. `part` must outlive this schema.
    template <class Owner, class Item>
    Schema&& list(std::string_view name, std::vector<Item> Owner::*member, const Schema<Item>& part,
                  std::string_view text, Count count = {}) && {
        Field& field = add(name, text, std::make_unique<detail::ListAccess<Item>>(offset_of(member), part, count));
        field.required = field.readable = true;
        field.part = &part;
        return std::move(*this);
    }

    /// An object inside; only written. The member is a U, or a std::optional<U> that may be null.
    template <class Owner, class Member, class Part>
    Schema&& nested(std::string_view name, Member Owner::*member, const Schema<Part>& part, std::string_view text) && {
        Field& field = add(name, text, std::make_unique<detail::NestedAccess<Member, Part>>(offset_of(member), part));
        field.required = true;
        field.part = &part;
        return std::move(*this);
    }

    /// Values of some fields in the document's example; the others have the example of their rule, or null.
    Schema&& example(json::Object values) && {
        set_example(std::move(values));
        return std::move(*this);
    }
    using SchemaBase::example;

    /// Throws Refusal `validation-failed` with every bad field.
    T read(const json::Value& value) const {
        FieldErrors errors;
        T model = read(value, "", errors);
        refuse_where_wrong(std::move(errors));
        return model;
    }

    /// Reads what a PATCH names, with the same rules; nothing is required.
    Patch<T> read_patch(const json::Value& value) const {
        FieldErrors errors;
        Patch<T> patch;
        for (const Field* field : read_some_into(&patch.values_, value, errors)) {
            patch.fields_.push_back(field->access.get());
        }
        refuse_where_wrong(std::move(errors));
        return patch;
    }

    /// Reads from a query string or a CSV row. An empty text counts as missing where `empty_is_missing` holds.
    T read_texts(const NamedTexts& texts, FieldErrors& errors, bool empty_is_missing = false) const {
        return read(object_of(texts, errors, empty_is_missing), "", errors);
    }

    /// A field() of a model as text, which read_texts() can read.
    CellText cell(std::string_view name, const T& model) const {
        const Field& field = member(name);
        return {field.access->cell(&model), field.is_number};
    }

    /// Copies the named field() from one model to another.
    void copy(std::string_view name, T& to, const T& from) const { member(name).access->copy(&to, &from); }

    void write(const T& model, json::Writer& writer) const { write_from(&model, writer); }

    std::string write(const T& model) const {
        json::Writer writer;
        write(model, writer);
        return writer.take();
    }

    std::vector<T> read_list(const json::Value& value, const std::string& path, FieldErrors& errors,
                             Count count) const {
        std::vector<T> models;
        const json::Array* items = items_of(value, path, errors, count);
        if (items == nullptr) return models;
        for (std::size_t i = 0; i < items->size(); ++i) {
            models.push_back(read((*items)[i], detail::joined_path(path, std::to_string(i)), errors));
        }
        return models;
    }

    void write_list(const std::vector<T>& models, json::Writer& writer) const {
        writer.begin_array();
        for (const T& model : models) write(model, writer);
        writer.end_array();
    }

 private:
    static const T& blank() {
        static const T model{};
        return model;
    }

    template <class Owner, class Member>
    static std::ptrdiff_t offset_of(Member Owner::*member) {
        static_assert(std::is_base_of_v<Owner, T>);
        const void* const start = &blank();
        const void* const place = &(blank().*member);
        return static_cast<const std::byte*>(place) - static_cast<const std::byte*>(start);
    }

    T read(const json::Value& value, const std::string& path, FieldErrors& errors) const {
        T model{};
        read_into(&model, value, path, errors);
        return model;
    }
};

namespace detail {

template <class Item>
class ListAccess final : public MemberAccess<std::vector<Item>> {
 public:
    ListAccess(std::ptrdiff_t offset, const Schema<Item>& part, Count count)
        : MemberAccess<std::vector<Item>>(offset), part_(part), count_(count) {}

    void read(void* model, const json::Value& value, const std::string& path, FieldErrors& errors) const override {
        this->of(model) = part_.read_list(value, path, errors, count_);
    }
    void write(const void* model, json::Writer& writer) const override { part_.write_list(this->of(model), writer); }
    std::size_t values_max() const override { return 1 + count_.max * part_.values_max(); }
    json::Value document() const override { return list_document(part_, count_); }

 private:
    const Schema<Item>& part_;
    Count count_;
};

template <class Member, class Part>
class NestedAccess final : public MemberAccess<Member> {
 public:
    NestedAccess(std::ptrdiff_t offset, const Schema<Part>& part) : MemberAccess<Member>(offset), part_(part) {}

    void write(const void* model, json::Writer& writer) const override {
        if constexpr (OptionalTraits<Member>::is_optional) {
            if (!this->of(model)) return writer.null();
            part_.write(*this->of(model), writer);
        } else {
            part_.write(this->of(model), writer);
        }
    }
    json::Value document() const override { return nested_document(part_, OptionalTraits<Member>::is_optional); }

 private:
    const Schema<Part>& part_;
};

}  // namespace detail

}  // namespace till::schemas
