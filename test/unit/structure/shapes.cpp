#include "unit/structure/shapes.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include <spdlog/fmt/fmt.h>

namespace till::structure {
namespace {

constexpr std::ptrdiff_t lines_max = 400;
constexpr std::size_t function_lines_max = 60;
constexpr std::size_t indent = 4;

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
    Lines lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

bool is_table(std::string_view path) {
    return path.ends_with("_routes.cpp") || path.ends_with("_schema.cpp") || path == "platform/config/keys.cpp";
}

Lines members_of(const Lines& lines, std::size_t begin, std::size_t end) {
    Lines members;
    for (std::size_t index = begin + 1; index < end; ++index) {
        const std::string& line = lines[index];
        const bool is_member = line.find_first_not_of(' ') >= indent && line.size() > indent;
        members.push_back(is_member ? line.substr(indent) : "");
    }
    return members;
}

struct Function {
    std::string first_line;
    std::size_t lines = 0;
};

// As clang-format sets them: what begins in the first column ends there, a function with `}` and a class with `};`.
std::vector<Function> functions_of(const Lines& lines) {
    std::vector<Function> functions;
    std::optional<std::size_t> begin;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const std::string& line = lines[index];
        if (line.empty() || line.front() == ' ' || line.front() == '#' || line.starts_with("//")) continue;
        if (line.front() != '}') {
            begin = index;
            continue;
        }
        if (begin && line == "}") functions.push_back({lines[*begin], index - *begin + 1});
        if (begin && line.starts_with("};")) {
            const auto inside = functions_of(members_of(lines, *begin, index));
            functions.insert(functions.end(), inside.begin(), inside.end());
        }
        begin.reset();
    }
    return functions;
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

std::vector<std::string> wrong_shapes(const Source& source) {
    std::vector<std::string> wrong;
    const auto lines = std::count(source.text.begin(), source.text.end(), '\n');
    if (lines > lines_max) wrong.push_back(fmt::format("{} has {} lines", source.path, lines));
    if (source.path.ends_with(".h") && source.text.find("#pragma once\n") == std::string::npos) {
        wrong.push_back(fmt::format("{} has no #pragma once", source.path));
    }
    return wrong;
}

std::vector<std::string> long_functions(const Source& source) {
    std::vector<std::string> wrong;
    if (is_table(source.path)) return wrong;
    for (const auto& [first_line, lines] : functions_of(lines_of(source.text))) {
        if (lines > function_lines_max)
            wrong.push_back(fmt::format("{}: {}: {} lines", source.path, first_line, lines));
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

}  // namespace till::structure
