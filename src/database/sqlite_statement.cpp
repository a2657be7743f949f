#include "database/sqlite_statement.h"

#include "database/driver_error.h"
#include "database/errors.h"

namespace till::database {

namespace {

namespace api = sqlite_api;

/// Ends the statement's transaction and lets go of what is bound, which may not live on.
class Reset {
 public:
    explicit Reset(api::sqlite3_stmt* statement) : statement_(statement) {}
    ~Reset() {
        api::sqlite3_reset(statement_);
        api::sqlite3_clear_bindings(statement_);
    }

    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

 private:
    api::sqlite3_stmt* statement_;
};

void read_text(api::sqlite3_stmt* statement, int column, Cell& cell) {
    const auto* text = reinterpret_cast<const char*>(api::sqlite3_column_text(statement, column));
    if (text == nullptr) throw DriverError(SQLITE_NOMEM, "no memory for a text");
    cell.text.assign(text, static_cast<std::size_t>(api::sqlite3_column_bytes(statement, column)));
}

void read_column(api::sqlite3_stmt* statement, int column, Cell& cell) {
    cell.null = api::sqlite3_column_type(statement, column) == SQLITE_NULL;
    cell.integer = 0;
    if (cell.null) {
        cell.text.clear();
    } else if (cell.kind == Cell::Kind::integer) {
        cell.integer = api::sqlite3_column_int64(statement, column);
    } else {
        read_text(statement, column, cell);
    }
}

}  // namespace

SqliteStatement::SqliteStatement(api::sqlite3* connection, std::string_view sql)
    : connection_(connection), statement_(nullptr, &api::sqlite3_finalize) {
    api::sqlite3_stmt* statement = nullptr;
    const int code = api::sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                             SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    statement_.reset(statement);
    if (code != SQLITE_OK) fail();
    if (!statement_) throw Error("a statement without a text");
    columns_ = api::sqlite3_column_count(statement);
}

std::int64_t SqliteStatement::run(std::span<const Cell> parameters, std::span<Cell> into,
                                  const std::function<void()>& on_row) {
    if (!into.empty() && static_cast<int>(into.size()) != columns_) {
        throw Error("a statement gave another number of columns than was asked for");
    }
    const Reset reset(statement_.get());
    bind(parameters);
    std::int64_t rows = 0;
    for (; step(); ++rows) {
        for (std::size_t i = 0; i < into.size(); ++i) read_column(statement_.get(), static_cast<int>(i), into[i]);
        if (on_row) on_row();
    }
    return columns_ > 0 ? rows : api::sqlite3_changes64(connection_);
}

void SqliteStatement::bind(std::span<const Cell> parameters) {
    if (api::sqlite3_bind_parameter_count(statement_.get()) != static_cast<int>(parameters.size())) {
        throw Error("a statement got another number of values than it has places");
    }
    int place = 0;
    for (const Cell& cell : parameters) {
        ++place;
        int code = SQLITE_OK;
        if (cell.null) {
            code = api::sqlite3_bind_null(statement_.get(), place);
        } else if (cell.kind == Cell::Kind::integer) {
            code = api::sqlite3_bind_int64(statement_.get(), place, cell.integer);
        } else {
            // No destructor: the text stays where it is until the run is over.
            code = api::sqlite3_bind_text64(statement_.get(), place, cell.text.data(), cell.text.size(), nullptr,
                                            SQLITE_UTF8);
        }
        if (code != SQLITE_OK) fail();
    }
}

bool SqliteStatement::step() {
    switch (api::sqlite3_step(statement_.get())) {
        case SQLITE_ROW:
            return true;
        case SQLITE_DONE:
            return false;
        default:
            fail();
    }
}

void SqliteStatement::fail() const {
    throw DriverError(static_cast<unsigned>(api::sqlite3_extended_errcode(connection_)),
                      api::sqlite3_errmsg(connection_));
}

}  // namespace till::database
