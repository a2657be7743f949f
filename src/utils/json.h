#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace till::json {

class Value;
struct Member;
using Array = std::vector<Value>;
using Object = std::vector<Member>;  // in the order written; names are unique

/// A number as it was written: money and 64-bit integers must not pass through a double.
struct Number {
    std::string text;
};

class Value {
 public:
    Value() = default;
    Value(std::nullptr_t) {}                                              // NOLINT: a literal of JSON reads as one
    Value(bool value) : value_(value) {}                                  // NOLINT
    Value(std::int64_t value) : value_(Number{std::to_string(value)}) {}  // NOLINT
    Value(int value) : value_(Number{std::to_string(value)}) {}           // NOLINT
    Value(Number value) : value_(std::move(value)) {}                     // NOLINT
    Value(std::string value) : value_(std::move(value)) {}                // NOLINT
    Value(std::string_view value) : value_(std::string(value)) {}         // NOLINT
    Value(const char* value) : value_(std::string(value)) {}              // NOLINT
    Value(Array value) : value_(std::move(value)) {}                      // NOLINT
    Value(Object value);                                                  // NOLINT

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    /// nullptr where the value is of another kind.
    const bool* boolean() const { return std::get_if<bool>(&value_); }
    const Number* number() const { return std::get_if<Number>(&value_); }
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const Array* array() const { return std::get_if<Array>(&value_); }
    const Object* object() const { return std::get_if<Object>(&value_); }
    Object* object() { return std::get_if<Object>(&value_); }

    /// The member of an object; nullptr where there is none.
    const Value* find(std::string_view name) const;

    /// Sets or adds a member; makes an object of null.
    Value& operator[](std::string_view name);

 private:
    std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> value_ = nullptr;
};

struct Member {
    std::string name;
    Value value;
};

/// Parses RFC 8259 text. Throws Refusal `malformed-json`, with the place and the reason, for anything that is not JSON,
/// names a member twice, is not valid UTF-8 (lone surrogates too), nests deeper than 32 or has something behind it.
Value parse(std::string_view text);

/// Compact text.
std::string serialize(const Value& value);
/// Text indented by two spaces, for people.
std::string serialize_pretty(const Value& value);
/// YAML 1.2 in block style; every text that YAML could read as something else is quoted.
std::string serialize_yaml(const Value& value);

/// Appends `text` as a JSON string with its quotes.
void append_quoted(std::string& out, std::string_view text);

/// Writes JSON straight into a string: the hot path of every answer. Calls have to be balanced by the caller.
class Writer {
 public:
    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    void name(std::string_view name);
    void text(std::string_view value);
    void integer(std::int64_t value);
    void boolean(bool value);
    void null();
    /// JSON text made elsewhere.
    void raw(std::string_view json);

    std::string take() { return std::move(out_); }

 private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    std::string out_;
    bool first_ = true;
};

}  // namespace till::json
