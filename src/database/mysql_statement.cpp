#include "database/mysql_statement.h"

#include "database/driver_error.h"
#include "database/errors.h"
#include "database/mysql_text.h"

namespace till::database {

namespace {

/// Throws away what has not been read, so that the connection can be used on.
class Rest {
 public:
    explicit Rest(MYSQL_STMT* statement) : statement_(statement) {}
    ~Rest() { mysql_stmt_free_result(statement_); }

    Rest(const Rest&) = delete;
    Rest& operator=(const Rest&) = delete;

 private:
    MYSQL_STMT* statement_;
};

std::string with_question_marks(std::string_view sql, std::size_t parameters) {
    std::string text;
    for (const std::string_view part : parts_between_placeholders(sql, parameters)) {
        if (part.data() != sql.data()) text += '?';
        text += part;
    }
    return text;
}

}  // namespace

MysqlStatement::MysqlStatement(MYSQL* connection, std::string_view sql, std::size_t parameters)
    : statement_(mysql_stmt_init(connection), &mysql_stmt_close), values_(parameters) {
    if (!statement_) throw Unavailable("no memory for a statement");
    const std::string text = with_question_marks(sql, parameters);
    if (mysql_stmt_prepare(statement_.get(), text.data(), text.size()) != 0) fail();
    const std::size_t columns = mysql_stmt_field_count(statement_.get());
    places_.resize(columns);
    columns_.resize(columns);
}

std::int64_t MysqlStatement::run(std::span<const Cell> parameters, std::span<Cell> into,
                                 const std::function<void()>& on_row) {
    if (!into.empty() && into.size() != columns_.size()) {
        throw Error("a statement gave another number of columns than was asked for");
    }
    bind(parameters);
    if (mysql_stmt_execute(statement_.get()) != 0) fail();
    if (columns_.empty()) return static_cast<std::int64_t>(mysql_stmt_affected_rows(statement_.get()));
    const Rest rest(statement_.get());
    if (!into.empty()) bind_columns(into);
    std::int64_t rows = 0;
    for (; fetch(); ++rows) {
        read(into);
        if (on_row) on_row();
    }
    return rows;
}

void MysqlStatement::bind(std::span<const Cell> parameters) {
    if (parameters.size() != values_.size()) {
        throw Error("a statement got another number of values than it has places");
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const Cell& cell = parameters[i];
        MYSQL_BIND& value = values_[i] = {};
        if (cell.null) {
            value.buffer_type = MYSQL_TYPE_NULL;
        } else if (cell.kind == Cell::Kind::integer) {
            value.buffer_type = MYSQL_TYPE_LONGLONG;
            value.buffer = const_cast<std::int64_t*>(&cell.integer);  // only read
        } else {
            value.buffer_type = MYSQL_TYPE_STRING;
            value.buffer = const_cast<char*>(cell.text.data());
            value.buffer_length = cell.text.size();
        }
    }
    if (!values_.empty() && mysql_stmt_bind_param(statement_.get(), values_.data()) != 0) fail();
}

/// Texts get no room here: how much they need is known when a row has come.
void MysqlStatement::bind_columns(std::span<const Cell> into) {
    for (std::size_t i = 0; i < into.size(); ++i) {
        MYSQL_BIND& place = places_[i] = {};
        place.is_null = &columns_[i].null;
        place.length = &columns_[i].bytes;
        if (into[i].kind == Cell::Kind::integer) {
            place.buffer_type = MYSQL_TYPE_LONGLONG;
            place.buffer = &columns_[i].integer;
            place.buffer_length = sizeof(columns_[i].integer);
        } else {
            place.buffer_type = MYSQL_TYPE_STRING;
        }
    }
    if (mysql_stmt_bind_result(statement_.get(), places_.data()) != 0) fail();
}

bool MysqlStatement::fetch() {
    switch (mysql_stmt_fetch(statement_.get())) {
        case 0:
        case MYSQL_DATA_TRUNCATED:
            return true;
        case MYSQL_NO_DATA:
            return false;
        default:
            fail();
    }
}

void MysqlStatement::read(std::span<Cell> into) {
    for (std::size_t i = 0; i < into.size(); ++i) {
        Cell& cell = into[i];
        cell.null = columns_[i].null != 0;
        cell.integer = 0;
        if (cell.kind == Cell::Kind::text) {
            read_text(i, cell.text);
        } else if (!cell.null) {
            cell.integer = columns_[i].integer;
        }
    }
}

void MysqlStatement::read_text(std::size_t column, std::string& text) {
    text.resize(columns_[column].null != 0 ? 0 : columns_[column].bytes);
    if (text.empty()) return;
    MYSQL_BIND place{};
    place.buffer_type = MYSQL_TYPE_STRING;
    place.buffer = text.data();
    place.buffer_length = text.size();
    if (mysql_stmt_fetch_column(statement_.get(), &place, static_cast<unsigned>(column), 0) != 0) fail();
}

void MysqlStatement::fail() const {
    throw DriverError(mysql_stmt_errno(statement_.get()), mysql_stmt_error(statement_.get()));
}

}  // namespace till::database
