#include "platform/database/sql_session.h"

namespace till::database {

std::string list_of(std::span<const std::int64_t> values) {
    std::string list;
    for (const std::int64_t value : values) list.append(list.empty() ? "" : ",").append(std::to_string(value));
    return list;
}

void SqlSession::look_up(const Lookup& lookup, std::int64_t key, std::span<Cell> into,
                         const std::function<void()>& on_row) {
    std::string sql(lookup.select);
    sql.append(" WHERE ").append(lookup.key).append(" = :key");
    const Cell cell = cell_of(key);
    run(sql, {&cell, 1}, into, on_row);
}

void SqlSession::look_up_all(const Lookup& lookup, std::span<const std::int64_t> keys, std::span<Cell> into,
                             const std::function<void()>& on_row) {
    if (keys.size() == 1) return SqlSession::look_up(lookup, keys.front(), into, on_row);
    const auto [condition, cells] = among(lookup.key, keys);
    std::string sql(lookup.select);
    sql.append(" WHERE ").append(condition);
    run(sql, cells, into, on_row);
}

std::int64_t SqlSession::execute_among(std::string_view change, std::string_view column,
                                       std::span<const std::int64_t> values, std::string_view tail) {
    if (values.empty()) return 0;
    const auto [condition, cells] = among(column, values);
    std::string sql(change);
    sql.append(" WHERE ").append(condition).append(" ").append(tail);
    return run(sql, cells, {}, {});
}

std::pair<std::string, std::vector<Cell>> SqlSession::among(std::string_view column,
                                                            std::span<const std::int64_t> values) const {
    const std::string condition(column);
    if (dialect() == Dialect::mysql) return {condition + " IN (" + list_of(values) + ")", {}};
    return {condition + " IN (SELECT value FROM json_each(:among))", {cell_of("[" + list_of(values) + "]")}};
}

}  // namespace till::database
