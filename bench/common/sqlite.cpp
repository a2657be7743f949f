#include "common/sqlite.h"

#include <stdexcept>

namespace till::bench {

namespace {

constexpr int busy_timeout_ms = 10'000;

[[noreturn]] void fail(sqlite3* database) {
    throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database));
}

sqlite3* open(const std::string& path) {
    sqlite3* handle = nullptr;
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path.c_str(), &handle, flags, nullptr) != SQLITE_OK) fail(handle);
    return handle;
}

sqlite3_stmt* prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v3(database, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr) != SQLITE_OK) {
        fail(database);
    }
    return handle;
}

}  // namespace

Sqlite::Sqlite(const std::string& path) : handle_(open(path), sqlite3_close) {
    sqlite3_busy_timeout(handle_.get(), busy_timeout_ms);
}

void Sqlite::execute(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_.get());
}

std::int64_t Sqlite::number(const std::string& sql) {
    Statement statement(*this, sql);
    return statement.run() ? statement.integer(0) : 0;
}

Statement::Statement(Sqlite& database, const std::string& sql)
    : database_(database.handle()), handle_(prepare(database_, sql), sqlite3_finalize) {}

bool Statement::next() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    sqlite3_reset(handle_.get());
    if (code != SQLITE_DONE) fail(database_);
    return false;
}

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
    return {bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::size_t Statement::read_row() const {
    std::size_t bytes = 0;
    for (int column = 0; column < sqlite3_column_count(handle_.get()); ++column) {
        if (sqlite3_column_type(handle_.get(), column) == SQLITE_INTEGER) {
            bytes += integer(column) == 0 ? 1 : sizeof(std::int64_t);
        } else {
            bytes += text(column).size();
        }
    }
    return bytes;
}

}  // namespace till::bench
