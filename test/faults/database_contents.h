#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/database/sql_database.h"

namespace till::test {

struct StoredLine {
    std::int64_t product;
    std::int64_t unit_price;
    std::int64_t quantity;
};

struct StoredEvent {
    std::int64_t position;
    std::string status;
    std::string note;
};

struct StoredOrder {
    std::int64_t id;
    std::int64_t customer;
    std::string status;
    std::int64_t total;
    std::string note;
    std::int64_t version;
    std::int64_t line_count;
    std::int64_t item_count;
    std::vector<StoredLine> lines;
    std::vector<StoredEvent> events;  ///< by position
};

struct StoredMovement {
    std::int64_t product;
    std::int64_t change;
    std::string reason;
    std::int64_t order;  ///< 0 for none
    std::string note;
};

/// What the auditor looks at, read straight from the tables.
struct DatabaseContents {
    std::map<std::int64_t, StoredOrder> orders;
    std::vector<StoredMovement> movements;
    std::map<std::int64_t, std::int64_t> on_hand;       ///< by product
    std::vector<std::int64_t> orders_of_keys;           ///< one for each idempotency key that is stored
    std::map<std::string, std::int64_t> stored_counts;  ///< the stored lengths of lists
    std::map<std::string, std::int64_t> totals;         ///< the same, counted
    std::vector<std::string> strays;                    ///< what belongs to something that is not there
    std::vector<std::string> damage;                    ///< what the database says of its own files
};

/// The tables as a session sees them.
DatabaseContents read_tables(database::SqlSession& session);
/// The same, of one moment, and what the database says of its files.
DatabaseContents read_database(database::Database& store, database::Dialect dialect);

}  // namespace till::test
