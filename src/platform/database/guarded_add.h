#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"

namespace till::database {

/// An integer column of a table with an integer key.
struct Counter {
    std::string table;
    std::string key;
    std::string column;
};

/// Adds to `counter` of each row its own change, by key, in the order of the keys, unless that would go below zero.
/// Returns the keys of those that were not changed, or are not there.
[[nodiscard]] std::vector<std::int64_t> add_unless_negative(Transaction& transaction, const Counter& counter,
                                                            const std::map<std::int64_t, std::int64_t>& changes);

/// The same, in one statement on a server. False where one is not changed: some of the others were then, and the caller
/// has to undo the transaction.
[[nodiscard]] bool add_all_unless_negative(Transaction& transaction, const Counter& counter,
                                           const std::map<std::int64_t, std::int64_t>& changes);

}  // namespace till::database
