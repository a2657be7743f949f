#pragma once
#include <string>
#include <vector>

namespace till::schemas {

/// What files of one kind look like, beyond the rules of the fields.
struct CsvLayout {
    std::vector<std::string> keys;      ///< columns that rows are known by
    std::vector<std::string> needed;    ///< columns that every file has
    std::vector<std::string> new_only;  ///< columns that count for what is new only
    bool is_all_new_only = false;       ///< of all but the keys: what is there already is never changed
    /// The columns that stand first in a written file; the others follow in the schema's order. Columns keep their
    /// places: what is listed here is never sorted anew.
    std::vector<std::string> first = {};
};

}  // namespace till::schemas
