#include <algorithm>
#include <cctype>

#include "platform/text/ascii.h"
#include "platform/json/json.h"

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
            if (is_block(item)) {
                write_block(item, out, depth + 1, true);
            } else {
                out += scalar(item) + "\n";
            }
        }
        return;
    }
    for (const Member& member : *value.object()) {
        start_line();
        out += name_of(member.name) + ":";
        if (is_block(member.value)) {
            out += "\n";
            write_block(member.value, out, depth + 1, false);
        } else {
            out += " " + scalar(member.value) + "\n";
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
