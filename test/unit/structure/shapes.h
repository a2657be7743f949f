#pragma once
#include <string>
#include <vector>

#include "unit/structure/source.h"

/// The shapes of files. Each function returns what is wrong, a line each.
namespace till::structure {

/// A header without `#pragma once`, a file of more than 400 lines.
std::vector<std::string> wrong_shapes(const Source& source);

/// Functions of more than 60 lines, with their first lines. Tables excepted: routes, schemas and configuration keys.
std::vector<std::string> long_functions(const Source& source);

/// Migrations of two dialects, by file name: numbered from 1 without gaps, and the same in both.
std::vector<std::string> wrong_migrations(const std::vector<std::string>& sqlite,
                                          const std::vector<std::string>& mysql);

}  // namespace till::structure
