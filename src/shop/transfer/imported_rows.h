#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"

namespace till {

/// The rows of a file of T, which is good for what they are known by: faults and second rows of one key are reported
/// and left out. `file` must outlive it.
template <class T>
class ImportedRows {
 public:
    using Row = ImportRow<typename T::Row>;

    explicit ImportedRows(const ImportFile<typename T::Row>& file) : file_(file) {}

    /// Nothing at the end.
    std::optional<std::vector<Row>> next(ImportTally& tally) {
        std::vector<Row> rows = file_.next();
        if (rows.empty()) return std::nullopt;
        std::erase_if(rows, [&](const Row& row) { return !is_usable(row, tally); });
        return rows;
    }

 private:
    bool is_usable(const Row& row, ImportTally& tally) {
        std::string fault = row.fault;
        std::string kind = row.fault_kind;
        if (fault.empty() && T::key_of(row).empty()) fault = T::no_key;
        if (fault.empty()) {
            const std::string column(T::key_column(row));
            if (const auto line = seen_.see(T::comparable_key_of(row), row.line)) {
                fault = column + " stands in line " + std::to_string(*line) + " already";
                kind = column + " is already on another line";
            }
        }
        if (fault.empty()) return true;
        tally.fault(row.line, fault, kind);
        tally.bad();
        return false;
    }

    const ImportFile<typename T::Row>& file_;
    SeenKeys seen_;
};

}  // namespace till
