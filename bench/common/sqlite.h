#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace till::bench {

/// A connection through SQLite's C interface. Whatever fails throws std::runtime_error.
class Sqlite {
 public:
    explicit Sqlite(const std::string& path);

    void execute(const std::string& sql);
    std::int64_t number(const std::string& sql);
    std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
    std::int64_t changes() const { return sqlite3_changes(handle_.get()); }
    sqlite3* handle() { return handle_.get(); }

 private:
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_;
};

/// A prepared statement.
class Statement {
 public:
    Statement(Sqlite& database, const std::string& sql);

    /// Runs it with these parameters up to its first row, true if there is one; `next` continues.
    template <class... Parameters>
    bool run(const Parameters&... parameters) {
        sqlite3_reset(handle_.get());
        int place = 0;
        (bind(++place, parameters), ...);
        return next();
    }
    bool next();

    std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
    std::string text(int column) const;
    std::size_t columns() const { return static_cast<std::size_t>(sqlite3_column_count(handle_.get())); }
    /// Takes every column of the row as what it is; the number of bytes that they have.
    std::size_t read_row() const;

 private:
    void bind(int place, std::int64_t value) { sqlite3_bind_int64(handle_.get(), place, value); }
    void bind(int place, std::string_view value) {
        sqlite3_bind_text(handle_.get(), place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    void bind(int place, std::nullptr_t /*null*/) { sqlite3_bind_null(handle_.get(), place); }

    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> handle_;
};

}  // namespace till::bench
