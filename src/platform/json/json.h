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
    // A literal of JSON reads as a value.
    Value();
    Value(std::nullptr_t);          // NOLINT(google-explicit-constructor)
    Value(bool value);              // NOLINT(google-explicit-constructor)
    Value(std::int64_t value);      // NOLINT(google-explicit-constructor)
    Value(int value);               // NOLINT(google-explicit-constructor)
    Value(Number value);            // NOLINT(google-explicit-constructor)
    Value(std::string value);       // NOLINT(google-explicit-constructor)
    Value(std::string_view value);  // NOLINT(google-explicit-constructor)
    Value(const char* value);       // NOLINT(google-explicit-constructor)
    Value(Array value);             // NOLINT(google-explicit-constructor)
    Value(Object value);            // NOLINT(google-explicit-constructor)

    bool is_null() const;
    /// nullptr where the value is of another kind.
    const bool* boolean() const;
    const Number* number() const;
    const std::string* text() const;
    const Array* array() const;
    Array* array();
    const Object* object() const;
    Object* object();

    /// The member of an object; nullptr where there is none.
    const Value* find(std::string_view name) const;

    /// Sets or adds a member; makes an object of null.
    Value& operator[](std::string_view name);

 private:
    std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> value_;
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
/// YAML 1.2 in block style, with short lists of scalars and objects of one scalar on a line of their own name; every
/// text that YAML could read as something else is quoted.
std::string serialize_yaml(const Value& value);

/// Appends `text` as a JSON string with its quotes.
void append_quoted(std::string& out, std::string_view text);

/// Writes JSON straight into a string: the hot path of every response. Calls have to be balanced by the caller.
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
