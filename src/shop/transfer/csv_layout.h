#pragma once
#include <string>
#include <vector>

namespace till::schemas {

/// What files of one kind look like, beyond the rules of the fields.
struct CsvLayout {
    std::vector<std::string> keys;      ///< columns that rows are known by
    std::vector<std::string> needed;    ///< columns that every file has
    std::vector<std::string> new_only;  ///< columns that count for what is new only
};

}  // namespace till::schemas
