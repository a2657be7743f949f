#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/schema.h"
#include "platform/csv/csv.h"
#include "shop/transfer/csv_layout.h"

namespace till::schemas {

/// The columns that files of one kind may have, in the order in which they are written.
std::vector<std::string> columns_of(const SchemaBase& schema, const CsvLayout& layout);
/// Their names as text, each between two `quote`s.
std::string column_list(const std::vector<std::string>& columns, std::string_view separator = ",",
                        std::string_view quote = "");

/// Writes the files that an import with the same schema and layout reads.
template <class T>
class CsvTable {
 public:
    /// `schema` has to outlive it.
    CsvTable(const Schema<T>& schema, const CsvLayout& layout)
        : schema_(schema), columns_(columns_of(schema, layout)), header_(column_list(columns_) + "\r\n") {}

    const std::string& header() const { return header_; }
    std::string row(const T& value) const {
        CsvLine line;
        for (const std::string& column : columns_) {
            const CellText cell = schema_.cell(column, value);
            if (cell.is_number) {
                line.plain(cell.text.value_or(""));
            } else {
                line.text(cell.text);
            }
        }
        return line.end();
    }

 private:
    const Schema<T>& schema_;
    std::vector<std::string> columns_;
    std::string header_;
};

}  // namespace till::schemas
