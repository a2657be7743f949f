#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The rules of the house, as functions over text, so that each can be shown a bad example.
namespace till::house {

/// A source file: its path from src/ on, and what it holds.
struct Source {
    std::string path;
    std::string text;
};

/// A floor to those that it may include: its own, and all that it stands on, however far down.
using Floors = std::map<std::string, std::set<std::string>>;

/// Reads them from the `till_floor(NAME ON … LINKS …)` lines of a CMakeLists.txt.
Floors read_floors(std::string_view cmake_text);

/// `commands` of `commands/serve.cpp`; `main` of a file that lies in src/ itself.
std::string floor_of(std::string_view path);

struct Include {
    std::string header;
    bool quoted = false;  ///< "header" rather than <header>
};

std::vector<Include> includes_of(std::string_view text);

// Each of these returns what is wrong, a line each; nothing: all is well.

/// An include of a floor that is not below, or of one that does not exist.
std::vector<std::string> wrong_directions(const Source& source, const Floors& floors);
/// A library's header outside the floor that hides that library.
std::vector<std::string> escaped_libraries(const Source& source);
/// A header without `#pragma once`, a file of more than 400 lines.
std::vector<std::string> wrong_shapes(const Source& source);
/// Migrations of two dialects, by file name: numbered from 1 without gaps, and the same in both.
std::vector<std::string> wrong_migrations(const std::vector<std::string>& sqlite,
                                          const std::vector<std::string>& mysql);

}  // namespace till::house
