#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace till::structure {

/// A source file: its path from src/ on, and what it holds.
struct Source {
    std::string path;
    std::string text;
};

struct Include {
    std::string header;
    bool quoted = false;  ///< "header" rather than <header>
};

std::vector<Include> includes_of(std::string_view text);

}  // namespace till::structure
