#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/time/clock.h"
#include "shop/catalogue/product.h"
#include "shop/customers/customer.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/money.h"
#include "shop/orders/order.h"

namespace till {

/// A row of a file: what it says, or why it cannot be used.
template <class T>
struct ImportRow {
    std::int64_t line = 0;
    std::optional<T> value;  ///< with a fault: what of it could be read, or nothing
    std::string fault;       ///< empty in a good row
    std::string fault_kind;  ///< what faults are counted by; empty: the fault itself
};

/// A file's rows, some at a time; none at the end.
template <class T>
using ImportChunks = std::function<std::vector<ImportRow<T>>()>;

/// What an import does with a column.
enum class ColumnUse : std::uint8_t { key, written, new_only, absent };

template <>
struct Names<ColumnUse> {
    static constexpr std::string_view names[] = {"key", "written", "new_only", "absent"};
};

struct ImportColumn {
    std::string name;
    ColumnUse use = ColumnUse::written;
};

/// A field that a row changes, or has otherwise than the database.
struct ImportChange {
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

/// Which columns a file has. What has none stays as it is in what is there already.
template <class T>
struct ImportColumns {
    std::vector<ImportColumn> uses;    ///< of every column that a file may have
    std::vector<std::string> missing;  ///< those without which nothing new can be added
    /// Writes a row over what is there already: its `written` columns, and the keys that it has, whose spelling may be
    /// another.
    std::function<void(T& to, const T& row)> write;
    /// The columns of the file in which two rows differ, in the order in which files are written.
    std::function<std::vector<ImportChange>(const T& before, const T& after)> differences;

    bool has(std::string_view name) const {
        return std::ranges::any_of(uses, [name](const ImportColumn& column) {
            return column.name == name && column.use != ColumnUse::absent;
        });
    }
};

template <class T>
struct ImportFile {
    ImportColumns<T> columns;
    ImportChunks<T> next;
    std::function<std::int64_t()> percent;  ///< how much of it has been read
};

/// Opens the file from its beginning: it is looked at before it is imported.
template <class T>
using OpenImport = std::function<ImportFile<T>()>;

struct ImportFault {
    std::int64_t line = 0;
    std::string message;
};

/// How often something is wrong.
struct ImportFaultCount {
    std::string kind;
    std::int64_t count = 0;
};

enum class ImportOutcome : std::uint8_t { added, changed, differing, unchanged, faulty };

template <>
struct Names<ImportOutcome> {
    static constexpr std::string_view names[] = {"added", "changed", "differing", "unchanged", "faulty"};
};

/// What became of a row that was neither faulty nor changed nothing.
struct ImportedRow {
    std::int64_t line = 0;
    std::string key;  ///< SKU, id, e-mail address or number
    ImportOutcome outcome = ImportOutcome::added;
    std::vector<ImportChange> changes;
};

/// What became of a file. Its numbers count rows; of a file of orders, orders, and rows that belong to none. With its
/// bounds, a report is smaller than 1 MB, however large the file is, and mostly far smaller.
struct ImportReport {
    static constexpr std::size_t faults_shown = 100;
    static constexpr std::size_t kinds_shown = 50;
    static constexpr std::size_t rows_shown = 100;
    static constexpr std::size_t text_shown = 100;     ///< code points of each text
    static constexpr std::size_t message_shown = 300;  ///< code points of what is wrong

    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::int64_t differing = 0;  ///< are there with other content, and stay as they are: orders alone
    std::int64_t bad = 0;
    std::vector<ImportColumn> columns;
    std::vector<ImportFault> faults;            ///< the first faults_shown, by line
    std::vector<ImportFaultCount> fault_kinds;  ///< all of them, the most frequent first
    std::vector<ImportedRow> rows;              ///< the first rows_shown of those added, changed or differing
    bool stored = true;                         ///< false: nothing was, because of faults or as it was only tried

    std::int64_t total() const { return added + changed + unchanged + differing + bad; }
};

struct ImportRequest {
    bool preview = false;   ///< everything is looked at, and nothing is written
    bool skip_bad = false;  ///< the good rows of a file that has bad ones; else such a file is refused as a whole
    bool atomic = false;    ///< in one transaction, for which all other writes wait
};

enum class ImportKind : std::uint8_t { products, customers, orders };

template <>
struct Names<ImportKind> {
    static constexpr std::string_view names[] = {"products", "customers", "orders"};
};

enum class ImportState : std::uint8_t { waiting, running, done, refused, failed };

template <>
struct Names<ImportState> {
    static constexpr std::string_view names[] = {"waiting", "running", "done", "refused", "failed"};
};

/// An import in the background, whose client requests its progress.
struct ImportJob {
    std::int64_t id = 0;
    ImportKind kind = ImportKind::products;
    ImportState state = ImportState::waiting;
    std::int64_t percent = 0;  ///< of the work
    AccountId account_id = 0;
    Timestamp started_at;
    std::optional<Timestamp> ended_at;
    std::optional<std::string> error;  ///< of one that failed
    ImportReport report;
};

/// A product as a file has it.
struct ImportedProduct : NewProduct {
    std::optional<std::string> id;  ///< what one without an SKU is known by; see shop/settings/shop_reference.h
};

/// One line of an order that was placed elsewhere before, or here, as an export has it. What belongs to the whole order
/// stands in its first line, and may stand in others too.
struct ImportedLine {
    std::string number;
    Timestamp placed_at;
    std::optional<std::string> customer_email;  ///< none where the customer was removed
    std::optional<std::string> sku;
    std::string name;
    std::int64_t quantity = 0;
    Money unit_price;
    OrderStatus status = OrderStatus::delivered;
    std::optional<std::string> shipping_address;
    std::optional<std::string> note;
    std::optional<std::string> carrier;
    std::optional<std::string> tracking_number;
    std::optional<std::vector<OrderEvent>> history;
};

/// Which records an export has, and where it continues. Kinds other than orders have no filter, only `after`.
using ExportQuery = OrderQuery;

}  // namespace till
