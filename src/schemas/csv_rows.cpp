#include "schemas/csv_rows.h"

#include <algorithm>

namespace till::schemas::detail {

void check_columns(const std::vector<std::string>& header, const SchemaBase& schema) {
    const auto columns = schema.parameters();
    std::string known;
    for (const auto& column : columns) {
        known += (known.empty() ? "" : ", ") + column.name;
        const bool present = std::find(header.begin(), header.end(), column.name) != header.end();
        if (column.required && !present) throw CsvError("the file has no column " + column.name);
    }
    for (const std::string& name : header) {
        const bool is_known =
            std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.name == name; });
        if (!is_known) throw CsvError("the column \"" + name + "\" is not one of " + known);
    }
}

std::string one_line(const FieldErrors& errors) {
    std::string text;
    for (const auto& [field, messages] : errors) {
        for (const std::string& message : messages) text += (text.empty() ? "" : "; ") + field + " " + message;
    }
    return text;
}

}  // namespace till::schemas::detail
