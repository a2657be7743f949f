#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <mysql.h>

#include "database/session.h"

namespace till::database {

/// A statement that the server prepared once: a run is one round trip, and values travel as they are. Throws
/// DriverError with the server's code.
class MysqlStatement {
 public:
    MysqlStatement(MYSQL* connection, std::string_view sql, std::size_t parameters);

    /// See Session::run.
    std::int64_t run(std::span<const Cell> parameters, std::span<Cell> into, const std::function<void()>& on_row);

 private:
    /// Where the client library writes what it knows of a column.
    struct Column {
        long long integer = 0;
        unsigned long bytes = 0;
        my_bool null = 0;
    };

    void bind(std::span<const Cell> parameters);
    void bind_columns(std::span<const Cell> into);
    bool fetch();
    void read(std::span<Cell> into);
    void read_text(std::size_t column, std::string& text);
    [[noreturn]] void fail() const;

    std::unique_ptr<MYSQL_STMT, decltype(&mysql_stmt_close)> statement_;
    std::vector<MYSQL_BIND> values_;
    std::vector<MYSQL_BIND> places_;
    std::vector<Column> columns_;
};

}  // namespace till::database
