#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.h"
#include "models/money.h"
#include "models/order.h"
#include "utils/clock.h"

namespace till {

/// A row of a file: what it says, or why it cannot be used.
template <class T>
struct ImportRow {
    std::int64_t line = 0;
    std::optional<T> value;  ///< with a fault: what of it could be read, or nothing
    std::string fault;       ///< empty in a good row
};

/// A file's rows, some at a time; none at the end.
template <class T>
using ImportChunks = std::function<std::vector<ImportRow<T>>()>;

/// Opens the file from its beginning: an import may have to begin again.
template <class T>
using OpenImport = std::function<ImportChunks<T>()>;

struct ImportFault {
    std::int64_t line = 0;
    std::string message;
};

enum class ImportOutcome : std::uint8_t { added, changed };

template <>
struct Names<ImportOutcome> {
    static constexpr std::string_view names[] = {"added", "changed"};
};

/// A field that a row changes.
struct ImportChange {
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

/// What became of a row that was neither faulty nor changed nothing.
struct ImportedRow {
    std::int64_t line = 0;
    std::string key;  ///< SKU, e-mail address or number
    ImportOutcome outcome = ImportOutcome::added;
    std::vector<ImportChange> changes;
};

/// How many rows a report shows; all of them are counted.
inline constexpr std::size_t import_rows_shown = 1000;

/// What became of a file. `rows` for products and customers, orders for orders.
struct ImportReport {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::vector<ImportFault> faults;  ///< all of them
    std::vector<ImportedRow> rows;    ///< the first import_rows_shown of those that were added or changed
    bool stored = true;               ///< false: nothing was, because there were faults or it was only tried
};

enum class ImportMode : std::uint8_t {
    all_or_nothing,
    skip_bad,
    preview,  ///< everything is done, looked at and undone
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

/// An import that goes on while its client asks how far it is.
struct ImportJob {
    std::int64_t id = 0;
    ImportKind kind = ImportKind::products;
    ImportState state = ImportState::waiting;
    std::int64_t percent = 0;  ///< of the file that has been read
    AccountId account_id = 0;
    Timestamp started_at;
    std::optional<Timestamp> ended_at;
    std::optional<std::string> error;  ///< of one that failed
    ImportReport report;
};

struct ImportRequest {
    bool skip_bad = false;
};

/// One line of an order that was placed elsewhere before.
struct ImportedLine {
    std::string number;
    Timestamp placed_at;
    std::string customer_email;
    std::optional<std::string> sku;
    std::string name;
    std::int64_t quantity = 0;
    Money unit_price;
    OrderStatus status = OrderStatus::delivered;
};

}  // namespace till
