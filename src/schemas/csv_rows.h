#pragma once
#include <istream>
#include <string>
#include <vector>

#include "models/import.h"
#include "schemas/schema.h"
#include "utils/csv.h"

namespace till::schemas {

namespace detail {
/// Throws CsvError for a header that lacks a column that is needed, or has one that is not known.
void check_columns(const std::vector<std::string>& header, const SchemaBase& schema);
/// Every message of every field in one line.
std::string one_line(const FieldErrors& errors);
}  // namespace detail

/// CSV as rows of T, read by T's schema, so that the rules are those of the API.
template <class T>
class CsvRows {
 public:
    /// Reads the header; throws CsvError where it is not one for this schema. Both have to outlive the rows.
    CsvRows(std::istream& input, const Schema<T>& schema) : schema_(schema), reader_(input) {
        detail::check_columns(reader_.header(), schema);
    }

    /// A thousand rows at most; none at the end.
    std::vector<ImportRow<T>> next_chunk() {
        constexpr std::size_t chunk_rows = 1000;
        std::vector<ImportRow<T>> rows;
        while (rows.size() < chunk_rows) {
            const auto row = reader_.next();
            if (!row) break;
            rows.push_back(read(*row));
        }
        return rows;
    }

 private:
    ImportRow<T> read(const CsvRow& row) const {
        const auto line = static_cast<std::int64_t>(row.line);
        if (row.error) return {line, std::nullopt, *row.error};
        NamedTexts texts;
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            texts.emplace_back(reader_.header()[i], without_apostrophe(row.fields[i]));
        }
        FieldErrors errors;
        T value = schema_.read_texts(texts, errors, true);
        return {line, std::move(value), detail::one_line(errors)};
    }

    const Schema<T>& schema_;
    CsvReader reader_;
};

}  // namespace till::schemas
