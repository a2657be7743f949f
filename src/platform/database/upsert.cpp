#include "platform/database/upsert.h"

namespace till::database {

namespace {

std::string inserted(Dialect dialect, const std::string& column) {
    return dialect == Dialect::sqlite ? "excluded." + column : "VALUES(" + column + ")";
}

std::string or_change(Dialect dialect, std::string_view key, const std::string& change) {
    if (dialect == Dialect::mysql) return " ON DUPLICATE KEY UPDATE " + change;
    return std::string(" ON CONFLICT (").append(key).append(") DO UPDATE SET ").append(change);
}

}  // namespace

std::string or_set(Dialect dialect, std::string_view key, std::initializer_list<std::string> columns) {
    std::string changes;
    for (const std::string& column : columns) {
        changes += (changes.empty() ? "" : ", ") + column + " = " + inserted(dialect, column);
    }
    return or_change(dialect, key, changes);
}

std::string or_add(Dialect dialect, std::string_view key, const std::string& column) {
    return or_change(dialect, key, column + " = " + column + " + " + inserted(dialect, column));
}

}  // namespace till::database
