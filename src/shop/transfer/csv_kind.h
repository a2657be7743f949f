#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/schema.h"
#include "platform/database/database.h"
#include "shop/kernel/permission.h"
#include "shop/transfer/csv_rows.h"
#include "shop/transfer/csv_table.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_run.h"

namespace till {

/// What the API and the command line say of a kind of records. Its name stands in paths, commands and file names.
struct CsvKindTexts {
    ImportKind kind = ImportKind::products;
    std::string operation;  ///< as it stands in the names of its operations: `Products`
    std::string one;        ///< with its article: `a product`
    Permission import_permission = Permission::products_import;
    Permission export_permission = Permission::products_export;
    std::string import_text;     ///< what is behind the list of the columns, in the document
    std::string import_example;  ///< a file, for the document
    std::string export_text;     ///< of the response, in the document
    std::string export_example;  ///< a file, for the document
    std::string import_help;     ///< on the command line
    std::string export_help;     ///< on the command line
};

/// A kind of records in CSV files, for routes, controllers and commands that import, preview and export any of them.
/// Safe from any thread.
class AnyCsvKind {
 public:
    /// Does what the request says with an opened file; see ImportRun.
    using Import = std::function<ImportReport(const ImportRequest&, const ImportProgress&)>;
    /// Where an export continues; nullopt at its end.
    using Position = std::optional<std::string>;
    using Write = std::function<void(std::string_view text)>;
    /// Where an export stops: after so many records or a few more, or when `enough` is true, which is checked now and
    /// then.
    struct Until {
        std::int64_t count = 0;
        std::function<bool()> enough = {};
    };

    explicit AnyCsvKind(CsvKindTexts texts) : texts_(std::move(texts)) {}
    virtual ~AnyCsvKind() = default;
    AnyCsvKind(const AnyCsvKind&) = delete;
    AnyCsvKind& operator=(const AnyCsvKind&) = delete;

    const CsvKindTexts& texts() const { return texts_; }
    std::string name() const { return std::string(name_of(texts_.kind)); }

    /// Those that a file may have, in the order in which they are written.
    virtual std::vector<std::string> columns() const = 0;
    /// The query of an export.
    virtual const schemas::Schema<ExportQuery>& export_query() const = 0;

    /// A file whose header fits; throws CsvError otherwise. `owner` lives as long as the result: a temporary file, say.
    /// The kind must outlive the result.
    virtual Import open(std::filesystem::path path, std::shared_ptr<const void> owner = {}) const = 0;
    /// Writes a file that an import reads, behind the query's position: its header and its rows, some at a time, so
    /// that memory does not grow with the database.
    virtual Position write(ExportQuery query, const Until& until, const Write& write) const = 0;

 private:
    const CsvKindTexts texts_;
};

/// Imports and exports all records of T. T defines what is particular to them:
///
/// - `Row`, a row of a file; `schema()`, its columns and their rules; `layout()`, what files look like beyond them;
/// - `Item`, what is imported as a whole or not at all, with `key_of()`; `Source` and `source_of()`, which make items
///   of rows (ImportedRows, where a row is an item);
/// - `look()` and `store()`: finds what is there, says what would change, and writes it;
/// - `export_query()`, and `page()` with `exported_at_once`: the rows of each of some records;
/// - `texts()`.
///
/// T has to be safe from any thread.
template <class T>
class CsvKind final : public AnyCsvKind {
 public:
    using Row = typename T::Row;

    CsvKind(database::Database& database, T records)
        : AnyCsvKind(T::texts()),
          database_(database),
          records_(std::move(records)),
          schema_(records_.schema()),
          layout_(T::layout()),
          table_(schema_, layout_),
          query_(records_.export_query()) {}

    const schemas::Schema<Row>& schema() const { return schema_; }
    std::vector<std::string> columns() const override { return schemas::columns_of(schema_, layout_); }
    const schemas::Schema<ExportQuery>& export_query() const override { return query_; }

    /// What the columns of a file with this header do.
    ImportColumns<Row> columns_of_file(const std::vector<std::string>& header) const {
        return schemas::columns_of_file(header, schema_, layout_);
    }

    Import open(std::filesystem::path path, std::shared_ptr<const void> owner = {}) const override {
        OpenImport<Row> open = schemas::open_csv(std::move(path), schema_, layout_, std::move(owner));
        open();
        return [this, open = std::move(open)](const ImportRequest& request, const ImportProgress& progress) {
            return import(open, request, progress);
        };
    }

    ImportReport import(const OpenImport<Row>& open, const ImportRequest& request,
                        const ImportProgress& progress = {}) const {
        return ImportRun<T>(database_, records_, open, progress).run(request);
    }

    Position write(ExportQuery query, const Until& until, const Write& write) const override {
        query.per_page = std::min(until.count, T::exported_at_once);
        std::int64_t seen = 0;
        write(table_.header());
        do {
            const ListPage<std::vector<Row>> page =
                database_.read([&](database::SqlSession& session) { return records_.page(session, query); });
            for (const std::vector<Row>& rows : page.items) {
                for (const Row& row : rows) write(table_.row(row));
            }
            seen += std::ssize(page.items);
            query.after = page.next;
        } while (query.after && seen < until.count && !(until.enough && until.enough()));
        return query.after;
    }

 private:
    database::Database& database_;
    const T records_;
    const schemas::Schema<Row> schema_;
    const schemas::CsvLayout layout_;
    const schemas::CsvTable<Row> table_;
    const schemas::Schema<ExportQuery> query_;
};

}  // namespace till
