#include <spdlog/fmt/fmt.h>

#include "platform/config/configuration.h"
#include "platform/config/keys.h"
#include "platform/text/split.h"

namespace till {
namespace config {
namespace {

constexpr std::size_t comment_width = 100;
constexpr std::string_view mask = "********";

std::string quote(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            quoted += {'\\', letter};
        } else if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned char>(letter));
        } else {
            quoted += letter;
        }
    }
    return quoted + '"';
}

/// `text` as comment lines of at most comment_width columns, broken between words.
std::string comment(std::string_view text) {
    std::string result;
    std::string line = "#";
    while (!text.empty()) {
        const std::string_view word = take_part(text, ' ');
        if (line.size() + 1 + word.size() > comment_width) {
            result += line + '\n';
            line = "#";
        }
        line += ' ';
        line += word;
    }
    return result + line + '\n';
}

std::string explanation(const Key& key, const Value& value) {
    std::string text(key.text);
    if (std::holds_alternative<std::int64_t>(value)) {
        text += fmt::format(" From {} to {}.", key.bounds.min, key.bounds.max);
    }
    return comment(text);
}

/// mysql://user:password@host becomes mysql://user:********@host.
std::string without_password(const std::string& url) {
    const std::size_t authority = url.find("://");
    if (authority == std::string::npos) return url;
    const std::size_t colon = url.find(':', authority + 3);
    const std::size_t at = url.rfind('@');
    if (colon == std::string::npos || at == std::string::npos || at < colon) return url;
    return url.substr(0, colon + 1) + std::string(mask) + url.substr(at);
}

Value masked(const Key& key, Value value) {
    auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) return value;
    if (key.secret && !text->empty()) *text = mask;
    if (key.name.ends_with("url")) *text = without_password(*text);
    return value;
}

std::string to_toml(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return quote(*text);
    std::string list;
    for (const std::string& text : std::get<Texts>(value)) list += (list.empty() ? "" : ", ") + quote(text);
    return '[' + list + ']';
}

std::string source_of(const Configuration& configuration, const std::string& path) {
    const auto source = configuration.sources.find(path);
    return source == configuration.sources.end() ? "default" : source->second;
}

/// A line with its source behind it; a table has one for its head and one for each entry.
std::string describe(const Configuration& configuration, const Key& key) {
    const Value value = key.get(configuration);
    const auto* table = std::get_if<TextTable>(&value);
    if (table == nullptr) {
        return fmt::format("{} = {}  # {}\n", key.name, to_toml(masked(key, value)),
                           source_of(configuration, key.path()));
    }
    std::string text = fmt::format("\n[{}]  # {}\n", key.path(), source_of(configuration, key.path()));
    for (const auto& [name, entry] : *table) {
        text += fmt::format("{} = {}  # {}\n", name, quote(entry), source_of(configuration, key.path() + "." + name));
    }
    return text;
}

std::string explain(const Key& key, const Value& value) {
    const auto* table = std::get_if<TextTable>(&value);
    if (table == nullptr) return fmt::format("{}{} = {}\n", explanation(key, value), key.name, to_toml(value));
    std::string text = fmt::format("{}[{}]\n", explanation(key, value), key.path());
    for (const auto& [name, entry] : *table) text += fmt::format("{} = {}\n", name, quote(entry));
    return text;
}

}  // namespace
}  // namespace config

std::string describe(const Configuration& configuration) {
    std::string text;
    for (const config::Section& section : config::sections()) {
        text += fmt::format("{}[{}]\n", text.empty() ? "" : "\n", section.name);
        for (const config::Key& key : section.keys) text += config::describe(configuration, key);
    }
    return text;
}

std::string explained_defaults() {
    std::string text =
        "# Every key of Till's configuration with its default. Keep the lines that differ, or start from this file.\n"
        "# Each key can also be given as a variable, TILL_<SECTION>_<KEY>, which wins: TILL_SERVER_LISTEN.\n"
        "# There, a list is written a, b and a table name=text, name=text.\n"
        "# `till config` prints what is in force. This file is compared with the program by its tests.\n";
    const Configuration defaults;
    for (const config::Section& section : config::sections()) {
        text += fmt::format("\n{}[{}]\n", config::comment(section.text), section.name);
        for (const config::Key& key : section.keys) {
            if (&key != &section.keys.front()) text += '\n';
            text += config::explain(key, key.get(defaults));
        }
    }
    return text;
}

}  // namespace till
