#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include <soci/sqlite3/soci-sqlite3.h>

#include "database/session.h"

namespace till::database {

/// A statement that SQLite prepared once. Values are bound where they lie, and columns are read into the cells without
/// a detour. Throws DriverError with SQLite's extended code.
class SqliteStatement {
 public:
    SqliteStatement(sqlite_api::sqlite3* connection, std::string_view sql);

    /// See Session::run.
    std::int64_t run(std::span<const Cell> parameters, std::span<Cell> into, const std::function<void()>& on_row);

 private:
    void bind(std::span<const Cell> parameters);
    bool step();
    [[noreturn]] void fail() const;

    sqlite_api::sqlite3* connection_;
    std::unique_ptr<sqlite_api::sqlite3_stmt, decltype(&sqlite_api::sqlite3_finalize)> statement_;
    int columns_ = 0;
};

}  // namespace till::database
