#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "models/import.h"
#include "schemas/schema.h"
#include "utils/csv.h"
#include "utils/progress.h"

namespace till {

/// Refuses a file whose header lacks a column that is needed, or has one that is not known.
void check_columns(const std::vector<std::string>& header, const schemas::SchemaBase& schema);

/// Every message of every field in one line.
std::string one_line(const FieldErrors& errors);

/// A CSV file as rows of T, read by T's schema, so that the rules are those of the API. Shows how far it is.
template <class T>
class CsvImport {
 public:
    CsvImport(const std::filesystem::path& file, const schemas::Schema<T>& schema)
        : schema_(schema),
          input_(open(file)),
          progress_(file.filename().string() + " (kB)", std::filesystem::file_size(file) / 1024),
          reader_(input_) {
        check_columns(reader_.header(), schema);
    }

    std::vector<ImportRow<T>> next_chunk() {
        std::vector<ImportRow<T>> rows;
        while (rows.size() < chunk_rows) {
            const auto row = reader_.next();
            if (!row) break;
            rows.push_back(read(*row));
        }
        if (const auto position = input_.tellg(); position > 0) {
            progress_.show(static_cast<std::size_t>(position) / 1024);
        }
        return rows;
    }

 private:
    static constexpr std::size_t chunk_rows = 1000;

    static std::ifstream open(const std::filesystem::path& file) {
        std::ifstream input(file, std::ios::binary);
        if (!input || !std::filesystem::is_regular_file(file)) {
            throw std::runtime_error("cannot read " + file.string());
        }
        return input;
    }

    ImportRow<T> read(const CsvRow& row) const {
        const auto line = static_cast<std::int64_t>(row.line);
        if (row.error) return {line, std::nullopt, *row.error};
        schemas::NamedTexts texts;
        for (std::size_t i = 0; i < row.fields.size(); ++i) texts.emplace_back(reader_.header()[i], row.fields[i]);
        FieldErrors errors;
        T value = schema_.read_texts(texts, errors, true);
        return {line, std::move(value), one_line(errors)};
    }

    const schemas::Schema<T>& schema_;
    std::ifstream input_;
    ProgressBar progress_;
    CsvReader reader_;
};

template <class T>
OpenImport<T> open_csv(const std::filesystem::path& file, const schemas::Schema<T>& schema) {
    return [file, &schema] {
        auto import = std::make_shared<CsvImport<T>>(file, schema);
        return ImportChunks<T>([import] { return import->next_chunk(); });
    };
}

}  // namespace till
