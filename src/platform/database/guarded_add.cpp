#include "platform/database/guarded_add.h"

#include <algorithm>

namespace till::database {

namespace {

using Changes = std::map<std::int64_t, std::int64_t>;
using Keys = std::vector<std::int64_t>;

/// What is added to each row: most change by as much as most others.
std::string addend(const Counter& counter, const Changes& changes) {
    std::map<std::int64_t, Keys> by_change;
    for (const auto& [key, change] : changes) by_change[change].push_back(key);
    const auto most = std::ranges::max_element(by_change, {}, [](const auto& entry) { return entry.second.size(); });
    if (by_change.size() == 1) return "(" + std::to_string(most->first) + ")";
    std::string sql = "CASE";
    for (const auto& [change, keys] : by_change) {
        if (change == most->first) continue;
        sql += " WHEN " + counter.key + " IN (" + list_of(keys) + ") THEN " + std::to_string(change);
    }
    return sql + " ELSE " + std::to_string(most->first) + " END";
}

/// One statement: a server reads a text for each otherwise.
bool add_together(Transaction& transaction, const Counter& counter, const Changes& changes) {
    Keys keys;
    keys.reserve(changes.size());
    for (const auto& [key, change] : changes) keys.push_back(key);
    const std::string after = counter.column + " + " + addend(counter, changes);
    const std::int64_t changed =
        transaction.execute_among("UPDATE " + counter.table + " SET " + counter.column + " = " + after, counter.key,
                                  keys, "AND " + after + " >= 0");
    return changed == static_cast<std::int64_t>(keys.size());
}

}  // namespace

Keys add_unless_negative(Transaction& transaction, const Counter& counter, const Changes& changes) {
    std::vector<std::vector<Cell>> rows;
    rows.reserve(changes.size());
    for (const auto& [key, change] : changes) rows.push_back({cell_of(change), cell_of(key), cell_of(-change)});
    std::string sql = "UPDATE " + counter.table + " SET " + counter.column + " = " + counter.column + " + :change";
    sql += " WHERE " + counter.key + " = :key AND " + counter.column + " >= :needed";
    const std::vector<std::int64_t> changed = transaction.run_each(sql, rows);
    Keys refused;
    std::size_t row = 0;
    for (const auto& [key, change] : changes) {
        if (changed[row++] == 0) refused.push_back(key);
    }
    return refused;
}

bool add_all_unless_negative(Transaction& transaction, const Counter& counter, const Changes& changes) {
    if (transaction.dialect() == Dialect::sqlite || changes.size() <= 1) {
        return add_unless_negative(transaction, counter, changes).empty();
    }
    return add_together(transaction, counter, changes);
}

}  // namespace till::database
