#include "platform/json/json.h"

#include <array>
#include <charconv>

#include "platform/text/hex.h"

namespace till::json {

Value::Value() = default;
Value::Value(std::nullptr_t) {}
Value::Value(bool value) : value_(value) {}
Value::Value(std::int64_t value) : value_(Number{std::to_string(value)}) {}
Value::Value(int value) : value_(Number{std::to_string(value)}) {}
Value::Value(Number value) : value_(std::move(value)) {}
Value::Value(std::string value) : value_(std::move(value)) {}
Value::Value(std::string_view value) : value_(std::string(value)) {}
Value::Value(const char* value) : value_(std::string(value)) {}
Value::Value(Array value) : value_(std::move(value)) {}
Value::Value(Object value) : value_(std::move(value)) {}

bool Value::is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
const bool* Value::boolean() const { return std::get_if<bool>(&value_); }
const Number* Value::number() const { return std::get_if<Number>(&value_); }
const std::string* Value::text() const { return std::get_if<std::string>(&value_); }
const Array* Value::array() const { return std::get_if<Array>(&value_); }
Array* Value::array() { return std::get_if<Array>(&value_); }
const Object* Value::object() const { return std::get_if<Object>(&value_); }
Object* Value::object() { return std::get_if<Object>(&value_); }

const Value* Value::find(std::string_view name) const {
    const Object* members = object();
    if (members == nullptr) return nullptr;
    for (const Member& member : *members) {
        if (member.name == name) return &member.value;
    }
    return nullptr;
}

Value& Value::operator[](std::string_view name) {
    if (is_null()) value_ = Object();
    Object& members = std::get<Object>(value_);
    for (Member& member : members) {
        if (member.name == name) return member.value;
    }
    return members.emplace_back(Member{std::string(name), Value()}).value;
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (byte) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out.append({'\\', 'u', '0', '0', hex_digits[byte >> 4U], hex_digits[byte & 0xFU]});
        }
    }
    out.append(text, plain);
    out += '"';
}

void Writer::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

void Writer::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
}

void Writer::close(char bracket) {
    out_ += bracket;
    first_ = false;
}

void Writer::name(std::string_view name) {
    separate();
    append_quoted(out_, name);
    out_ += ':';
    first_ = true;
}

void Writer::text(std::string_view value) {
    separate();
    append_quoted(out_, value);
}

void Writer::integer(std::int64_t value) {
    separate();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
}

void Writer::boolean(bool value) { raw(value ? "true" : "false"); }

void Writer::null() { raw("null"); }

void Writer::raw(std::string_view json) {
    separate();
    out_ += json;
}

namespace {

void write(const Value& value, Writer& writer) {
    if (const bool* boolean = value.boolean()) {
        writer.boolean(*boolean);
    } else if (const Number* number = value.number()) {
        writer.raw(number->text);
    } else if (const std::string* text = value.text()) {
        writer.text(*text);
    } else if (const Array* array = value.array()) {
        writer.begin_array();
        for (const Value& item : *array) write(item, writer);
        writer.end_array();
    } else if (const Object* object = value.object()) {
        writer.begin_object();
        for (const Member& member : *object) {
            writer.name(member.name);
            write(member.value, writer);
        }
        writer.end_object();
    } else {
        writer.null();
    }
}

void write_pretty(const Value& value, std::string& out, std::size_t depth) {
    const std::string inner(2 * (depth + 1), ' ');
    const std::string outer(2 * depth, ' ');
    const Array* array = value.array();
    const Object* object = value.object();
    if (array != nullptr && !array->empty()) {
        out += "[\n";
        for (std::size_t i = 0; i < array->size(); ++i) {
            out += inner;
            write_pretty((*array)[i], out, depth + 1);
            out += i + 1 < array->size() ? ",\n" : "\n";
        }
        out += outer + "]";
    } else if (object != nullptr && !object->empty()) {
        out += "{\n";
        for (std::size_t i = 0; i < object->size(); ++i) {
            out += inner;
            append_quoted(out, (*object)[i].name);
            out += ": ";
            write_pretty((*object)[i].value, out, depth + 1);
            out += i + 1 < object->size() ? ",\n" : "\n";
        }
        out += outer + "}";
    } else {
        out += serialize(value);
    }
}

}  // namespace

std::string serialize(const Value& value) {
    Writer writer;
    write(value, writer);
    return writer.take();
}

std::string serialize_pretty(const Value& value) {
    std::string out;
    write_pretty(value, out, 0);
    out += '\n';
    return out;
}

}  // namespace till::json
