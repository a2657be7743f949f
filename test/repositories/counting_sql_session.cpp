#include "repositories/counting_sql_session.h"

#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace till::test {

using database::Cell;
using database::Dialect;

CountingSqlSession::CountingSqlSession(database::SqlSession& session, const database::SqlDatabaseOptions& options)
    : session_(session) {
    if (dialect() == Dialect::sqlite) {
        const std::string path = options.url.substr(options.url.find(':') + 1);
        EXPECT_EQ(sqlite3_open(path.c_str(), &sqlite_), SQLITE_OK);
    } else {
        asked_before_ = asked_for();
    }
}

CountingSqlSession::~CountingSqlSession() { sqlite3_close(sqlite_); }

std::int64_t CountingSqlSession::run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                                     const std::function<void()>& on_row) {
    if (dialect() == Dialect::sqlite) steps_ += steps_of(sql, parameters);
    return session_.run(sql, parameters, into, on_row);
}

std::vector<std::int64_t> CountingSqlSession::run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) {
    return session_.run_each(sql, rows);
}

std::vector<std::int64_t> CountingSqlSession::insert_rows(std::string_view table, std::string_view columns,
                                                          std::span<const std::vector<Cell>> rows,
                                                          std::string_view otherwise) {
    return session_.insert_rows(table, columns, rows, otherwise);
}

// Runs it once more on a connection of its own, because the session's is out of reach.
std::int64_t CountingSqlSession::steps_of(std::string_view sql, std::span<const Cell> parameters) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(sqlite_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(sqlite_);
    int position = 0;
    for (const Cell& cell : parameters) {
        ++position;
        if (cell.kind == Cell::Kind::integer) {
            sqlite3_bind_int64(statement, position, cell.integer);
        } else {
            sqlite3_bind_text(statement, position, cell.text.data(), static_cast<int>(cell.text.size()),
                              SQLITE_TRANSIENT);
        }
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
    }
    const int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0);
    sqlite3_finalize(statement);
    return steps;
}

std::int64_t CountingSqlSession::cost() {
    if (dialect() == Dialect::sqlite) return steps_;
    const std::int64_t asked = asked_for();
    const std::int64_t asking = asked_for() - asked;
    return asked - asking - asked_before_;
}

std::int64_t CountingSqlSession::asked_for() {
    std::int64_t sum = 0;
    for (const auto& [name, count] :
         session_.rows<std::string, std::string>("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
        sum += std::stoll(count);
    }
    return sum;
}

}  // namespace till::test
