#include "shop/transfer/csv_table.h"

#include <algorithm>

namespace till::schemas {

std::vector<std::string> columns_of(const SchemaBase& schema, const CsvLayout& layout) {
    std::vector<std::string> columns = layout.first;
    for (std::string& name : schema.names()) {
        if (std::ranges::find(layout.first, name) == layout.first.end()) columns.push_back(std::move(name));
    }
    return columns;
}

std::string column_list(const std::vector<std::string>& columns, std::string_view separator, std::string_view quote) {
    std::string list;
    for (const std::string& column : columns) {
        if (!list.empty()) list += separator;
        list.append(quote).append(column).append(quote);
    }
    return list;
}

}  // namespace till::schemas
