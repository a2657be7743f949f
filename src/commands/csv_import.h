#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "models/import.h"
#include "schemas/csv_rows.h"
#include "utils/progress.h"

namespace till {

/// A CSV file as rows of T. Shows how far it is.
template <class T>
class CsvImport {
 public:
    CsvImport(const std::filesystem::path& file, const schemas::Schema<T>& schema)
        : input_(open(file)),
          progress_(file.filename().string() + " (kB)", std::filesystem::file_size(file) / 1024),
          rows_(input_, schema) {}

    std::vector<ImportRow<T>> next_chunk() {
        std::vector<ImportRow<T>> rows = rows_.next_chunk();
        if (const auto position = input_.tellg(); position > 0) {
            progress_.show(static_cast<std::size_t>(position) / 1024);
        }
        return rows;
    }

 private:
    static std::ifstream open(const std::filesystem::path& file) {
        std::ifstream input(file, std::ios::binary);
        if (!input || !std::filesystem::is_regular_file(file)) {
            throw std::runtime_error("cannot read " + file.string());
        }
        return input;
    }

    std::ifstream input_;
    ProgressBar progress_;
    schemas::CsvRows<T> rows_;
};

template <class T>
OpenImport<T> open_csv(const std::filesystem::path& file, const schemas::Schema<T>& schema) {
    return [file, &schema] {
        auto import = std::make_shared<CsvImport<T>>(file, schema);
        return ImportChunks<T>([import] { return import->next_chunk(); });
    };
}

}  // namespace till
