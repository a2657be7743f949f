#include "unit/structure/structure.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <regex>

#include <spdlog/fmt/fmt.h>

namespace till::structure {
namespace {

/// A library, how its headers begin, and the files that may include them.
struct Library {
    std::string_view name;
    std::vector<std::string_view> headers;
    std::vector<std::string_view> hidden_in;
};

const std::vector<Library>& libraries() {
    static const std::vector<Library> all{
        {"Boost.Beast and Boost.Asio", {"boost/beast", "boost/asio"}, {"platform/http/"}},
        {"Boost.JSON", {"boost/json"}, {"platform/json/"}},
        {"Boost.URL", {"boost/url"}, {"api/", "platform/database/", "platform/redis/"}},
        {"Boost's containers", {"boost/unordered", "boost/container"}, {"platform/caching/", "api/"}},
        {"SOCI", {"soci/", "soci.h"}, {"platform/database/"}},
        {"SQLite", {"sqlite3"}, {"platform/database/"}},
        {"the MariaDB client", {"mysql", "mariadb", "errmsg.h"}, {"platform/database/"}},
        {"toml++", {"toml++/", "toml.hpp"}, {"platform/config/"}},
        {"libjwt", {"jwt.h"}, {"platform/security/"}},
        {"libsodium", {"sodium"}, {"platform/security/"}},
        {"libgd", {"gd.h"}, {"platform/images/"}},
        {"libjpeg, libpng, libwebp", {"jpeglib.h", "jerror.h", "png.h", "webp/"}, {"platform/images/"}},
        {"Little CMS", {"lcms2"}, {"platform/images/"}},
        {"ICU and utf8proc", {"unicode/", "utf8proc"}, {"platform/text/"}},
        {"cctz", {"cctz/"}, {"platform/time/"}},
        {"hiredis", {"hiredis/"}, {"platform/redis/"}},
        {"OpenSSL", {"openssl/"}, {"platform/hashing/", "platform/redis/"}},
        {"zlib", {"zlib.h"}, {"platform/compression/", "platform/images/"}},
        {"brotli", {"brotli/"}, {"platform/compression/"}},
        {"prometheus-cpp", {"prometheus/"}, {"api/"}},
        {"CLI11", {"CLI/"}, {"commands/", "main.cpp"}},
    };
    return all;
}

using Names = std::vector<std::string>;

Names words_of(const std::string& text) {
    static const std::regex word(R"([^\s]+)");
    return {std::sregex_token_iterator(text.begin(), text.end(), word), std::sregex_token_iterator()};
}

/// The words behind each keyword of a call of a CMake function; those before the first keyword are under "".
std::map<std::string, Names> arguments_of(const std::string& call) {
    static const std::set<std::string> keywords{"FOLDER", "ON", "PLATFORM", "LINKS", "PUBLIC_LINKS"};
    std::map<std::string, Names> arguments;
    std::string keyword;
    for (const std::string& word : words_of(call)) {
        if (keywords.contains(word)) {
            keyword = word;
        } else {
            arguments[keyword].push_back(word);
        }
    }
    return arguments;
}

/// Reads the calls one by one, as CMake does.
class Reader {
 public:
    void platform(const std::map<std::string, Names>& arguments) {
        std::set<std::string>& below = add("platform/" + arguments.at("").front());
        for (const std::string& part : named(arguments, "ON")) below.insert("platform/" + part);
    }
    void layer(const std::map<std::string, Names>& arguments, const std::string& folder) {
        folders_[arguments.at("").front()] = folder;
        std::set<std::string>& below = add(folder);
        for (const std::string& name : named(arguments, "ON")) {
            if (name == "${TILL_FEATURES}") {
                below.insert(features_.begin(), features_.end());
            } else {
                below.insert(folders_.contains(name) ? folders_.at(name) : name);
            }
        }
        for (const std::string& part : named(arguments, "PLATFORM")) below.insert("platform/" + part);
    }
    void feature(const std::map<std::string, Names>& arguments) {
        const std::string folder = "shop/" + arguments.at("").front();
        layer(arguments, folder);
        stands_on_[folder].insert("api");
        features_.insert(folder);
    }

    Components reached() const {
        Components components;
        for (const auto& [component, below] : stands_on_) reach(component, components[component]);
        return components;
    }

 private:
    static Names named(const std::map<std::string, Names>& arguments, const std::string& keyword) {
        const auto found = arguments.find(keyword);
        return found == arguments.end() ? Names() : found->second;
    }
    std::set<std::string>& add(const std::string& component) { return stands_on_[component]; }
    void reach(const std::string& component, std::set<std::string>& reached) const {
        if (!reached.insert(component).second || !stands_on_.contains(component)) return;
        for (const std::string& below : stands_on_.at(component)) reach(below, reached);
    }

    Components stands_on_;
    std::map<std::string, std::string> folders_;  ///< of layers and features, by name
    std::set<std::string> features_;
};

bool begins_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [text](std::string_view beginning) { return text.starts_with(beginning); });
}

/// A header with its .cpp.
std::string unit_of(std::string_view path) { return std::filesystem::path(path).replace_extension().string(); }

/// Tarjan's strongly connected components.
class Cycles {
 public:
    explicit Cycles(const std::map<std::string, std::set<std::string>>& includes) : includes_(includes) {
        for (const auto& [unit, others] : includes) {
            if (!numbers_.contains(unit)) visit(unit);
        }
    }
    Names take() { return std::move(cycles_); }

 private:
    std::size_t visit(const std::string& unit) {
        const std::size_t number = numbers_.size();
        std::size_t lowest = number;
        numbers_[unit] = number;
        stack_.push_back(unit);
        for (const std::string& other : includes_.at(unit)) {
            if (!includes_.contains(other)) continue;
            const auto known = numbers_.find(other);
            if (known == numbers_.end()) {
                lowest = std::min(lowest, visit(other));
            } else if (std::find(stack_.begin(), stack_.end(), other) != stack_.end()) {
                lowest = std::min(lowest, known->second);
            }
        }
        if (lowest == number) {
            const auto begin = std::find(stack_.begin(), stack_.end(), unit);
            if (stack_.end() - begin > 1) cycles_.push_back(fmt::format("{}", fmt::join(begin, stack_.end(), " ")));
            stack_.erase(begin, stack_.end());
        }
        return lowest;
    }

    const std::map<std::string, std::set<std::string>>& includes_;
    std::map<std::string, std::size_t> numbers_;
    Names stack_;
    Names cycles_;
};

}  // namespace

Components read_components(std::string_view cmake_text) {
    static const std::regex calls(R"((?:^|\n)till_(platform|layer|feature)\(([^)]*)\))");
    Reader reader;
    const std::string text(cmake_text);
    for (auto call = std::sregex_iterator(text.begin(), text.end(), calls); call != std::sregex_iterator(); ++call) {
        const auto arguments = arguments_of((*call)[2]);
        if ((*call)[1] == "platform") reader.platform(arguments);
        if ((*call)[1] == "layer") reader.layer(arguments, arguments.at("FOLDER").front());
        if ((*call)[1] == "feature") reader.feature(arguments);
    }
    return reader.reached();
}

std::string component_of(std::string_view path) {
    const auto first = path.find('/');
    if (first == std::string_view::npos) return "main";
    const std::string_view top = path.substr(0, first);
    if (top != "platform" && top != "shop") return std::string(top);
    return std::string(path.substr(0, path.find('/', first + 1)));
}

std::vector<Include> includes_of(std::string_view text) {
    static const std::regex line(R"((?:^|\n)[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])");
    std::vector<Include> includes;
    const std::string whole(text);
    for (auto match = std::sregex_iterator(whole.begin(), whole.end(), line); match != std::sregex_iterator();
         ++match) {
        includes.push_back({(*match)[2], (*match)[1] == "\""});
    }
    return includes;
}

std::vector<std::string> wrong_directions(const Source& source, const Components& components) {
    std::vector<std::string> wrong;
    const std::string component = component_of(source.path);
    for (const auto& [header, quoted] : includes_of(source.text)) {
        const std::string other = component_of(header);
        if (other == "embedded" || (!quoted && !components.contains(other))) continue;
        if (!components.contains(other)) {
            wrong.push_back(fmt::format("{} includes \"{}\", which is in no component", source.path, header));
        } else if (component != "main" &&
                   (!components.contains(component) || !components.at(component).contains(other))) {
            wrong.push_back(
                fmt::format("{} includes \"{}\", which {} does not stand on", source.path, header, component));
        }
    }
    return wrong;
}

std::vector<std::string> escaped_libraries(const Source& source) {
    std::vector<std::string> wrong;
    for (const auto& [header, quoted] : includes_of(source.text)) {
        for (const Library& library : libraries()) {
            if (quoted || !begins_with_any(header, library.headers)) continue;
            if (!begins_with_any(source.path, library.hidden_in)) {
                wrong.push_back(fmt::format("{} includes <{}>: {} is hidden in {}", source.path, header, library.name,
                                            library.hidden_in.front()));
            }
        }
    }
    return wrong;
}

std::vector<std::string> include_cycles(const std::vector<Source>& sources) {
    std::map<std::string, std::set<std::string>> includes;
    for (const Source& source : sources) {
        std::set<std::string>& others = includes[unit_of(source.path)];
        for (const auto& [header, quoted] : includes_of(source.text)) {
            if (unit_of(header) != unit_of(source.path)) others.insert(unit_of(header));
        }
    }
    return Cycles(includes).take();
}

}  // namespace till::structure
