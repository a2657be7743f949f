#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "api/schema.h"
#include "platform/csv/csv.h"
#include "platform/text/trim.h"
#include "platform/text/unicode.h"
#include "shop/transfer/csv_table.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"

namespace till::schemas {

namespace detail {
/// Throws CsvError for a header that lacks a column that is needed, or has one that is not known.
void check_columns(const std::vector<std::string>& header, const SchemaBase& schema, const CsvLayout& layout);
std::vector<ImportColumn> uses_of(const std::vector<std::string>& header, const SchemaBase& schema,
                                  const CsvLayout& layout);
/// Columns that are required of what is new, and that the header lacks.
std::vector<std::string> missing_of(const std::vector<std::string>& header, const SchemaBase& schema);
/// Every message of every field in one line.
std::string one_line(const FieldErrors& errors);
/// The first of them.
std::string first_of(const FieldErrors& errors);
/// Those of columns_of() that the header has.
std::vector<std::string> columns_in(const std::vector<std::string>& header, const SchemaBase& schema,
                                    const CsvLayout& layout);

/// See ImportColumns.
template <class T>
auto writing(const Schema<T>& schema, const std::vector<std::string>& header, const CsvLayout& layout) {
    std::vector<ImportColumn> uses = uses_of(header, schema, layout);
    return [&schema, uses = std::move(uses)](T& to, const T& row) {
        for (const auto& [name, use] : uses) {
            const bool is_spelled = use == ColumnUse::key && schema.cell(name, row).text;
            if (use == ColumnUse::written || is_spelled) schema.copy(name, to, row);
        }
    };
}

/// See ImportColumns.
template <class T>
auto comparing(const Schema<T>& schema, const std::vector<std::string>& header, const CsvLayout& layout) {
    return [&schema, columns = columns_in(header, schema, layout)](const T& before, const T& after) {
        std::vector<ImportChange> changes;
        for (const std::string& column : columns) {
            compare(changes, column, schema.cell(column, before).text, schema.cell(column, after).text);
        }
        return changes;
    };
}
}  // namespace detail

/// What the columns of a file with this header do. `schema` has to outlive the result.
template <class T>
ImportColumns<T> columns_of_file(const std::vector<std::string>& header, const Schema<T>& schema,
                                 const CsvLayout& layout) {
    return {.uses = detail::uses_of(header, schema, layout),
            .missing = detail::missing_of(header, schema),
            .write = detail::writing(schema, header, layout),
            .differences = detail::comparing(schema, header, layout)};
}

/// A CSV file as rows of T, read by T's schema, so that the rules are those of the API. Memory does not grow with it.
template <class T>
class CsvFile {
 public:
    /// Reads the header; throws CsvError where it is not one for this schema, or the file cannot be read.
    CsvFile(const std::filesystem::path& path, const Schema<T>& schema, const CsvLayout& layout)
        : schema_(schema), bytes_(size_of(path)), input_(path, std::ios::binary), reader_(input_) {
        detail::check_columns(reader_.header(), schema, layout);
        columns_ = columns_of_file(reader_.header(), schema, layout);
    }

    const ImportColumns<T>& columns() const { return columns_; }

    /// Some hundred rows and some MiB at most; none at the end.
    std::vector<ImportRow<T>> next_chunk() {
        constexpr std::size_t chunk_rows = 500;
        constexpr std::int64_t chunk_bytes = 1 << 20;
        const std::int64_t begun = reader_.bytes_read();
        std::vector<ImportRow<T>> rows;
        while (rows.size() < chunk_rows && reader_.bytes_read() - begun < chunk_bytes) {
            const auto row = reader_.next();
            if (!row) break;
            rows.push_back(read(*row));
        }
        return rows;
    }

    std::int64_t percent() const {
        constexpr std::int64_t whole = 100;
        return std::min(whole, reader_.bytes_read() * whole / std::max<std::int64_t>(bytes_, 1));
    }

 private:
    static std::int64_t size_of(const std::filesystem::path& path) {
        std::error_code error;
        const auto size = std::filesystem::file_size(path, error);
        if (error || !std::filesystem::is_regular_file(path)) throw CsvError("cannot read " + path.string());
        return static_cast<std::int64_t>(size);
    }

    ImportRow<T> read(const CsvRow& row) const {
        const auto line = static_cast<std::int64_t>(row.line);
        if (row.error) return {line, std::nullopt, *row.error, row.error_kind};
        NamedTexts texts;
        texts.reserve(row.fields.size());
        for (std::size_t i = 0; i < row.fields.size(); ++i) {
            if (trimmed(row.fields[i]).empty()) continue;
            texts.emplace_back(reader_.header()[i], without_apostrophes(row.fields[i]));
        }
        FieldErrors errors;
        T value = schema_.read_texts(texts, errors, true);
        for (const std::string& absent : columns_.missing) errors.erase(absent);
        return {line, std::move(value), detail::one_line(errors), detail::first_of(errors)};
    }

    const Schema<T>& schema_;
    std::int64_t bytes_;
    std::ifstream input_;
    CsvReader reader_;
    ImportColumns<T> columns_;
};

/// Opens the file at `path` from its beginning, at each call. `owner` lives as long as the result: a temporary file,
/// say.
template <class T>
OpenImport<T> open_csv(std::filesystem::path path, const Schema<T>& schema, const CsvLayout& layout,
                       std::shared_ptr<const void> owner = {}) {
    return [path = std::move(path), &schema, &layout, owner = std::move(owner)] {
        auto file = std::make_shared<CsvFile<T>>(path, schema, layout);
        return ImportFile<T>{.columns = file->columns(),
                             .next = [file, owner] { return file->next_chunk(); },
                             .percent = [file] { return file->percent(); }};
    };
}

}  // namespace till::schemas
