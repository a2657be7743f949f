#include <algorithm>
#include <cctype>
#include <optional>

#include "platform/json/json.h"
#include "platform/text/ascii.h"

namespace till::json {
namespace {

bool is_plain_name(std::string_view text) {
    static constexpr std::string_view words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"};
    if (text.empty() || (std::isalpha(static_cast<unsigned char>(text.front())) == 0 && text.front() != '/'))
        return false;
    if (std::find(std::begin(words), std::end(words), ascii::lower(text)) != std::end(words)) return false;
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '/' || c == '.';
    });
}

std::string scalar(const Value& value) {
    const std::string* text = value.text();
    if (text == nullptr || !is_plain_name(*text)) return serialize(value);
    return *text;
}

std::string name_of(const std::string& name) {
    if (is_plain_name(name)) return name;
    std::string quoted;
    append_quoted(quoted, name);
    return quoted;
}

bool is_block(const Value& value) {
    return (value.array() != nullptr && !value.array()->empty()) ||
           (value.object() != nullptr && !value.object()->empty());
}

// A list of scalars, or an object with one scalar such as a `$ref`, in flow style; nothing for what is larger.
std::optional<std::string> flow(const Value& value) {
    std::string text;
    if (const Array* array = value.array()) {
        for (const Value& item : *array) {
            if (is_block(item)) return std::nullopt;
            text += (text.empty() ? "" : ", ") + scalar(item);
        }
        return "[" + text + "]";
    }
    const Object& object = *value.object();
    if (object.size() != 1 || is_block(object.front().value)) return std::nullopt;
    return "{" + name_of(object.front().name) + ": " + scalar(object.front().value) + "}";
}

// What is written behind `column` characters of a line, if it fits there: a scalar, or a block in flow style.
std::optional<std::string> rest_of_line(const Value& value, std::size_t column) {
    constexpr std::size_t line_max = 120;
    if (!is_block(value)) return scalar(value);
    std::optional<std::string> text = flow(value);
    if (text && column + text->size() > line_max) text.reset();
    return text;
}

// Writes a block whose first line continues a line that already stands at `depth` where `inline_first` holds.
void write_block(const Value& value, std::string& out, std::size_t depth, bool inline_first) {
    const std::string indent(2 * depth, ' ');
    bool first = inline_first;
    const auto start_line = [&] {
        if (!first) out += indent;
        first = false;
    };
    if (const Array* array = value.array()) {
        for (const Value& item : *array) {
            start_line();
            out += "- ";
            if (const auto text = rest_of_line(item, indent.size() + 2)) {
                out += *text + "\n";
            } else {
                write_block(item, out, depth + 1, true);
            }
        }
        return;
    }
    for (const Member& member : *value.object()) {
        start_line();
        const std::string name = name_of(member.name) + ":";
        out += name;
        if (const auto text = rest_of_line(member.value, indent.size() + name.size() + 1)) {
            out += " " + *text + "\n";
        } else {
            out += "\n";
            write_block(member.value, out, depth + 1, false);
        }
    }
}

}  // namespace

std::string serialize_yaml(const Value& value) {
    if (!is_block(value)) return serialize(value) + "\n";
    std::string out;
    write_block(value, out, 0, false);
    return out;
}

}  // namespace till::json
