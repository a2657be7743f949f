#include <fstream>
#include <sstream>

#include <spdlog/fmt/fmt.h>
#include <toml++/toml.h>
#include <unistd.h>

#include "platform/config/configuration.h"
#include "platform/config/keys.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"
#include "platform/text/trim.h"

namespace till {
namespace {

using config::Key;
using config::Section;
using config::Texts;
using config::TextTable;
using config::Value;

std::string_view kind_of(const Value& value) {
    static constexpr std::string_view kinds[] = {"true or false", "a whole number", "a text", "a list of texts",
                                                 "a table of texts (in a variable: name=text, name=text)"};
    return kinds[value.index()];
}

std::optional<Texts> read_list(const toml::array& array) {
    Texts texts;
    for (const toml::node& node : array) {
        if (!node.is_string()) return std::nullopt;
        texts.push_back(node.as_string()->get());
    }
    return texts;
}

std::optional<TextTable> read_table(const toml::table& table) {
    TextTable texts;
    for (const auto& [name, node] : table) {
        if (!node.is_string()) return std::nullopt;
        texts.emplace(name.str(), node.as_string()->get());
    }
    return texts;
}

std::optional<Value> read_toml(const toml::node& node) {
    if (const auto* array = node.as_array()) return read_list(*array);
    if (const auto* table = node.as_table()) return read_table(*table);
    if (const auto* flag = node.as_boolean()) return Value(flag->get());
    if (const auto* number = node.as_integer()) return Value(number->get());
    if (const auto* text = node.as_string()) return Value(text->get());
    return std::nullopt;
}

/// What stands between the commas; nothing but blanks is an empty list.
Texts read_list(std::string_view text) {
    Texts texts;
    if (trimmed(text, spaces_and_tabs).empty()) return texts;
    for (const std::string_view part : split(text, ',')) texts.emplace_back(trimmed(part, spaces_and_tabs));
    return texts;
}

std::optional<TextTable> read_table(std::string_view text) {
    TextTable table;
    for (const std::string& entry : read_list(text)) {
        if (entry.find('=') == std::string::npos) return std::nullopt;
        std::string_view value = entry;
        const std::string_view name = trimmed(take_part(value, '='), spaces_and_tabs);
        if (!table.emplace(name, trimmed(value, spaces_and_tabs)).second) return std::nullopt;
    }
    return table;
}

/// Reads `text` as a value of the type that `sample` has.
std::optional<Value> read_variable(const std::string& text, const Value& sample) {
    if (std::holds_alternative<std::string>(sample)) return text;
    if (std::holds_alternative<Texts>(sample)) return read_list(text);
    if (std::holds_alternative<TextTable>(sample)) return read_table(text);
    if (std::holds_alternative<bool>(sample)) {
        if (text == "true") return true;
        if (text == "false") return false;
        return std::nullopt;
    }
    const auto number = parse_integer<std::int64_t>(text);
    return number ? std::optional<Value>(*number) : std::nullopt;
}

std::string names_of(const std::vector<Key>& keys) {
    std::string names;
    for (const Key& key : keys) names += (names.empty() ? "" : ", ") + std::string(key.name);
    return names;
}

/// Where a value stands, and each entry of a table, if they stand apart.
struct Places {
    std::string value;
    std::map<std::string, std::string> entries;

    const std::string& of(const std::string& entry) const {
        const auto found = entries.find(entry);
        return found == entries.end() ? value : found->second;
    }
};

/// Puts the layers on top of each other and gathers what is wrong with them.
class Loader {
 public:
    void read_file(const std::filesystem::path& file);
    void read_environment(const std::map<std::string, std::string>& environment);
    void check_pairs();
    Configuration finish();

 private:
    void read_section(const Section& section, const toml::table& table);
    void take(const Key& key, const std::optional<Value>& value, const Places& places);
    Places places_of(const toml::node& node) const;
    void choose_secret();
    bool from_variable(const std::string& path) const;
    void add_problem(const std::string& place, const std::string& text) {
        problems_ += fmt::format("{}{}: {}", problems_.empty() ? "" : "\n", place, text);
    }
    std::string place(std::string_view path) const;
    std::string at(const toml::source_region& source) const { return fmt::format("{}:{}", file_, source.begin.line); }

    Configuration configuration_;
    std::string file_;
    std::string problems_;
};

void Loader::take(const Key& key, const std::optional<Value>& value, const Places& places) {
    const std::string path = key.path();
    const Value sample = key.get(configuration_);
    if (!value || value->index() != sample.index()) {
        add_problem(fmt::format("{}: {}", places.value, path), fmt::format("has to be {}", kind_of(sample)));
        return;
    }
    const auto problems = config::problems_with(key, *value);
    for (const auto& [name, text] : problems) {
        add_problem(fmt::format("{}: {}{}{}", places.of(name), path, name.empty() ? "" : ".", name), text);
    }
    if (!problems.empty()) return;
    key.set(configuration_, *value);
    std::erase_if(configuration_.sources, [&](const auto& source) { return source.first.starts_with(path + "."); });
    configuration_.sources[path] = places.value;
    if (const auto* table = std::get_if<TextTable>(&*value)) {
        for (const auto& [name, text] : *table) configuration_.sources[path + "." + name] = places.of(name);
    }
}

void Loader::read_file(const std::filesystem::path& file) {
    file_ = file.string();
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    // A folder can be opened; only reading from it fails.
    if (!stream || (stream.peek(), stream.bad()) || (!stream.eof() && !(text << stream.rdbuf()))) {
        add_problem(file_, "cannot be read");
        return;
    }
    toml::table table;
    try {
        table = toml::parse(text.str(), file_);
    } catch (const toml::parse_error& error) {
        add_problem(at(error.source()), std::string(error.description()));
        return;
    }
    for (const auto& [name, node] : table) {
        const auto& all = config::sections();
        const auto section = std::find_if(all.begin(), all.end(), [&](const Section& one) { return one.name == name; });
        if (section == all.end()) {
            add_problem(at(node.source()), fmt::format("{}: there is no such section", name.str()));
        } else if (const toml::table* keys = node.as_table()) {
            read_section(*section, *keys);
        } else {
            add_problem(at(node.source()), fmt::format("{}: has to be a section, [{}]", name.str(), name.str()));
        }
    }
}

void Loader::read_section(const Section& section, const toml::table& table) {
    for (const auto& [name, node] : table) {
        const auto key = std::find_if(section.keys.begin(), section.keys.end(),
                                      [&, wanted = name.str()](const Key& one) { return one.name == wanted; });
        const std::string path = fmt::format("{}.{}", section.name, name.str());
        if (key == section.keys.end()) {
            add_problem(at(node.source()), fmt::format("{}: there is no such key; [{}] has {}", path, section.name,
                                                       names_of(section.keys)));
        } else {
            take(*key, read_toml(node), places_of(node));
        }
    }
}

Places Loader::places_of(const toml::node& node) const {
    Places places{at(node.source()), {}};
    if (const toml::table* table = node.as_table()) {
        for (const auto& [name, entry] : *table) places.entries.emplace(name.str(), at(entry.source()));
    }
    return places;
}

void Loader::read_environment(const std::map<std::string, std::string>& environment) {
    std::map<std::string, const Key*> known;
    for (const Section& section : config::sections()) {
        for (const Key& key : section.keys) known.emplace(key.variable(), &key);
    }
    for (const auto& [name, text] : environment) {
        if (!name.starts_with("TILL_") || name == "TILL_CONFIG" || name.starts_with("TILL_TEST_")) continue;
        const auto found = known.find(name);
        if (found == known.end()) {
            add_problem(name, "there is no such key");
            continue;
        }
        const Key& key = *found->second;
        take(key, read_variable(text, key.get(configuration_)), {name, {}});
    }
}

/// Rules that two keys share.
void Loader::check_pairs() {
    if (configuration_.pages.default_size > configuration_.pages.max) {
        add_problem(place("pages.default"), fmt::format("has to be at most pages.max, which is {}, not {}",
                                                        configuration_.pages.max, configuration_.pages.default_size));
    }
    const DatabaseSettings& database = configuration_.database;
    if (!database.read_url.empty() && !database.url.starts_with("mysql://")) {
        add_problem(place("database.read_url"), "goes only with a database.url that begins with mysql://");
    }
    choose_secret();
}

/// Of the two ways to give the key, the one that was given as a variable wins.
void Loader::choose_secret() {
    TokenSettings& tokens = configuration_.tokens;
    if (tokens.secret.empty() || tokens.secret_file.empty()) return;
    const bool secret_wins = from_variable("tokens.secret");
    if (secret_wins == from_variable("tokens.secret_file")) {
        add_problem(place("tokens.secret_file"), "there is a tokens.secret too; give one of the two");
    } else {
        (secret_wins ? tokens.secret_file : tokens.secret).clear();
    }
}

bool Loader::from_variable(const std::string& path) const {
    return configuration_.sources.at(path).starts_with("TILL_");
}

std::string Loader::place(std::string_view path) const {
    const auto source = configuration_.sources.find(std::string(path));
    return source == configuration_.sources.end() ? std::string(path) : fmt::format("{}: {}", source->second, path);
}

Configuration Loader::finish() {
    if (!problems_.empty()) throw ConfigurationError(problems_);
    return std::move(configuration_);
}

}  // namespace

Configuration load_configuration(const std::optional<std::filesystem::path>& file,
                                 const std::map<std::string, std::string>& environment) {
    Loader loader;
    if (file) loader.read_file(*file);
    loader.read_environment(environment);
    loader.check_pairs();
    return loader.finish();
}

std::map<std::string, std::string> environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view variable(*entry);
        const std::size_t equals = variable.find('=');
        if (equals == std::string_view::npos || !variable.starts_with("TILL_")) continue;
        variables.emplace(variable.substr(0, equals), variable.substr(equals + 1));
    }
    return variables;
}

}  // namespace till
