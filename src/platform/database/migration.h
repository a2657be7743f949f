#pragma once
#include <string>

namespace till::database {

struct Migration {
    int number;
    std::string name;      ///< 0001_store
    std::string sql;       ///< statements separated by `;` at a line's end, lines of `--` comment between them
    std::string checksum;  ///< SHA-1 of the file as it is
};

}  // namespace till::database
