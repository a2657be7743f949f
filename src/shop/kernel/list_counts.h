#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "platform/database/sql_session.h"

namespace till {

/// A list whose length is stored: all rows of a table, or those of one part of it (orders of a status, products of a
/// category).
struct CountedList {
    std::string table;
    std::string part = "";  ///< empty: all of it
};

/// The stored length. What it depends on is the list's own.
std::int64_t stored_count(database::SqlSession& session, const CountedList& list);

/// What a write changes in the lengths of one table's lists. A repository that adds, removes or changes rows writes
/// this in the same transaction, once for all of the rows.
class ListChanges {
 public:
    explicit ListChanges(std::string table) : table_(std::move(table)) {}

    /// So many rows more (or less, where it is negative), of this part where they belong to one.
    void add(std::int64_t rows, const std::optional<std::string>& part = {});
    void write(database::Transaction& transaction) const;

 private:
    std::string table_;
    std::map<std::string, std::int64_t> parts_;  ///< in the order in which rows are locked
};

/// The same for rows that belong to no part.
void count_rows(database::Transaction& transaction, const std::string& table, std::int64_t rows);

}  // namespace till
