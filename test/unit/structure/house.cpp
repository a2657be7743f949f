#include "unit/structure/house.h"

#include <algorithm>
#include <array>
#include <regex>

#include <spdlog/fmt/fmt.h>

namespace till::house {
namespace {

constexpr std::ptrdiff_t lines_max = 400;

/// A library, how its headers begin, and the files that may include them.
struct Library {
    std::string_view name;
    std::vector<std::string_view> headers;
    std::vector<std::string_view> at_home_in;
};

const std::vector<Library>& libraries() {
    static const std::vector<Library> all{
        {"Boost.Beast and Boost.Asio", {"boost/beast", "boost/asio"}, {"http/"}},
        {"SOCI", {"soci/", "soci.h"}, {"database/"}},
        {"SQLite", {"sqlite3"}, {"database/"}},
        {"the MariaDB client", {"mysql", "mariadb", "errmsg.h"}, {"database/"}},
        {"toml++", {"toml++/", "toml.hpp"}, {"config/"}},
        {"libjwt", {"jwt.h"}, {"security/"}},
        {"libsodium", {"sodium"}, {"security/"}},
        {"libgd", {"gd.h"}, {"imaging/"}},
        {"libjpeg, libpng, libwebp", {"jpeglib.h", "jerror.h", "png.h", "webp/"}, {"imaging/"}},
        {"Little CMS", {"lcms2"}, {"imaging/"}},
        {"ICU and utf8proc", {"unicode/", "utf8proc"}, {"utils/"}},
        {"cctz", {"cctz/"}, {"utils/"}},
        {"hiredis and OpenSSL", {"hiredis/", "openssl/"}, {"redis/"}},
        {"zlib", {"zlib.h"}, {"compression/", "imaging/"}},
        {"brotli", {"brotli/"}, {"compression/"}},
        {"CLI11", {"CLI/"}, {"commands/", "main.cpp"}},
    };
    return all;
}

std::vector<std::string> words_of(const std::string& text) {
    static const std::regex word(R"([^\s]+)");
    return {std::sregex_token_iterator(text.begin(), text.end(), word), std::sregex_token_iterator()};
}

void add_what_lies_below(Floors& floors, const std::string& floor, std::set<std::string>& reached) {
    if (!reached.insert(floor).second) return;
    for (const std::string& below : floors[floor]) add_what_lies_below(floors, below, reached);
}

bool begins_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [text](std::string_view beginning) { return text.starts_with(beginning); });
}

std::vector<std::string> wrong_numbers(std::vector<std::string> files, std::string_view dialect) {
    std::vector<std::string> wrong;
    std::sort(files.begin(), files.end());
    for (std::size_t index = 0; index < files.size(); ++index) {
        const std::string number = fmt::format("{:04}_", index + 1);
        if (!files[index].starts_with(number)) {
            wrong.push_back(fmt::format("{}/{}: its number should be {}", dialect, files[index], number));
        }
    }
    return wrong;
}

}  // namespace

Floors read_floors(std::string_view cmake_text) {
    static const std::regex line(R"(till_floor\(([^)]*)\))");
    Floors stands_on;
    const std::string text(cmake_text);
    for (auto match = std::sregex_iterator(text.begin(), text.end(), line); match != std::sregex_iterator(); ++match) {
        const std::vector<std::string> words = words_of((*match)[1]);
        const auto on = std::find(words.begin(), words.end(), "ON");
        const auto links = std::find(words.begin(), words.end(), "LINKS");
        std::set<std::string>& below = stands_on[words.front()];
        if (on < links) below.insert(on + 1, links);
    }
    Floors floors;
    for (const auto& [floor, below] : Floors(stands_on)) add_what_lies_below(stands_on, floor, floors[floor]);
    return floors;
}

std::string floor_of(std::string_view path) {
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? "main" : std::string(path.substr(0, slash));
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

std::vector<std::string> wrong_directions(const Source& source, const Floors& floors) {
    std::vector<std::string> wrong;
    const std::string floor = floor_of(source.path);
    for (const auto& [header, quoted] : includes_of(source.text)) {
        const std::string other = floor_of(header);
        if (other == "embedded" || (!quoted && !floors.contains(other))) continue;
        if (!floors.contains(other)) {
            wrong.push_back(fmt::format("{} includes \"{}\", which is on no floor", source.path, header));
        } else if (floor != "main" && (!floors.contains(floor) || !floors.at(floor).contains(other))) {
            wrong.push_back(fmt::format("{} includes \"{}\", which is not below {}", source.path, header, floor));
        }
    }
    return wrong;
}

std::vector<std::string> escaped_libraries(const Source& source) {
    std::vector<std::string> wrong;
    for (const auto& [header, quoted] : includes_of(source.text)) {
        for (const Library& library : libraries()) {
            if (quoted || !begins_with_any(header, library.headers)) continue;
            if (!begins_with_any(source.path, library.at_home_in)) {
                wrong.push_back(fmt::format("{} includes <{}>: {} is hidden in {}", source.path, header, library.name,
                                            library.at_home_in.front()));
            }
        }
    }
    return wrong;
}

std::vector<std::string> wrong_shapes(const Source& source) {
    std::vector<std::string> wrong;
    const auto lines = std::count(source.text.begin(), source.text.end(), '\n');
    if (lines > lines_max) wrong.push_back(fmt::format("{} has {} lines", source.path, lines));
    if (source.path.ends_with(".h") && source.text.find("#pragma once\n") == std::string::npos) {
        wrong.push_back(fmt::format("{} has no #pragma once", source.path));
    }
    return wrong;
}

std::vector<std::string> wrong_migrations(const std::vector<std::string>& sqlite,
                                          const std::vector<std::string>& mysql) {
    std::vector<std::string> wrong = wrong_numbers(sqlite, "sqlite");
    const std::vector<std::string> others = wrong_numbers(mysql, "mysql");
    wrong.insert(wrong.end(), others.begin(), others.end());
    if (sqlite.size() != mysql.size()) {
        wrong.push_back(fmt::format("sqlite has {} migrations and mysql {}", sqlite.size(), mysql.size()));
    }
    return wrong;
}

}  // namespace till::house
