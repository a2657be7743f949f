#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "platform/database/sql_database.h"
#include "platform/database/sql_session.h"

struct sqlite3;

namespace till::test {

/// Counts the work of each statement: steps of SQLite's machine, rows that MariaDB's storage engine read. Never time.
class CountingSqlSession : public database::SqlSession {
 public:
    /// `session` is one of a database with those options.
    CountingSqlSession(database::SqlSession& session, const database::SqlDatabaseOptions& options);
    ~CountingSqlSession() override;
    CountingSqlSession(const CountingSqlSession&) = delete;
    CountingSqlSession& operator=(const CountingSqlSession&) = delete;

    database::Dialect dialect() const override { return session_.dialect(); }
    std::int64_t run(std::string_view sql, std::span<const database::Cell> parameters, std::span<database::Cell> into,
                     const std::function<void()>& on_row) override;
    std::vector<std::int64_t> run_each(std::string_view sql,
                                       std::span<const std::vector<database::Cell>> rows) override;
    std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                          std::span<const std::vector<database::Cell>> rows,
                                          std::string_view otherwise) override;

    /// Of all statements so far.
    std::int64_t cost();

 private:
    std::int64_t steps_of(std::string_view sql, std::span<const database::Cell> parameters);
    std::int64_t asked_for();

    database::SqlSession& session_;
    sqlite3* sqlite_ = nullptr;
    std::int64_t steps_ = 0;
    std::int64_t asked_before_ = 0;
};

}  // namespace till::test
