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

/// What became of a file. `rows` for products and customers, orders for orders.
struct ImportReport {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
    std::vector<ImportFault> faults;
    bool stored = true;  ///< false: there were faults, so nothing was
};

enum class ImportMode : std::uint8_t { all_or_nothing, skip_bad };

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
