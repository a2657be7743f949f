#include <spdlog/fmt/fmt.h>

#include "config/configuration.h"
#include "config/keys.h"

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
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
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
    if (key.section == "database" && key.name == "url") *text = without_password(*text);
    return value;
}

std::string to_toml(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    return quote(std::get<std::string>(value));
}

}  // namespace
}  // namespace config

std::string describe(const Configuration& configuration) {
    std::string text;
    for (const config::Section& section : config::sections()) {
        text += fmt::format("{}[{}]\n", text.empty() ? "" : "\n", section.name);
        for (const config::Key& key : section.keys) {
            const auto source = configuration.sources.find(key.path());
            text +=
                fmt::format("{} = {}  # {}\n", key.name, config::to_toml(config::masked(key, key.get(configuration))),
                            source == configuration.sources.end() ? "default" : source->second);
        }
    }
    return text;
}

std::string explained_defaults() {
    std::string text =
        "# Every key of Till's configuration with its default. Keep the lines that differ, or start from this file.\n"
        "# Each key can also be given as a variable, TILL_<SECTION>_<KEY>, which wins: TILL_SERVER_LISTEN.\n"
        "# `till config` prints what is in force. This file is compared with the program by its tests.\n";
    const Configuration defaults;
    for (const config::Section& section : config::sections()) {
        text += fmt::format("\n{}[{}]\n", config::comment(section.text), section.name);
        for (const config::Key& key : section.keys) {
            const config::Value value = key.get(defaults);
            text += fmt::format("{}{}{} = {}\n", &key == &section.keys.front() ? "" : "\n",
                                config::explanation(key, value), key.name, config::to_toml(value));
        }
    }
    return text;
}

}  // namespace till
