#include "platform/database/mysql_text.h"

#include <cctype>

#include "platform/database/errors.h"

namespace till::database {

namespace {

constexpr std::size_t longest_integer_bytes = 20;

bool in_a_name(char character) { return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_'; }

/// The index behind the quoted text that begins at `from`.
std::size_t behind_quotes(std::string_view sql, std::size_t from) {
    const char quote = sql[from];
    for (std::size_t i = from + 1; i < sql.size(); ++i) {
        if (sql[i] == '\\') {
            ++i;
        } else if (sql[i] == quote) {
            return i + 1;
        }
    }
    return sql.size();
}

}  // namespace

std::vector<std::string_view> parts_between_placeholders(std::string_view sql, std::size_t placeholders) {
    std::vector<std::string_view> parts;
    parts.reserve(placeholders + 1);
    std::size_t begin = 0;
    std::size_t i = 0;
    while (i < sql.size()) {
        if (sql[i] == '\'' || sql[i] == '"' || sql[i] == '`') {
            i = behind_quotes(sql, i);
        } else if (sql[i] == ':' && i + 1 < sql.size() && in_a_name(sql[i + 1])) {
            parts.push_back(sql.substr(begin, i - begin));
            while (++i < sql.size() && in_a_name(sql[i])) {
            }
            begin = i;
        } else {
            ++i;
        }
    }
    parts.push_back(sql.substr(begin));
    if (parts.size() != placeholders + 1) throw Error("a statement got another number of values than it has places");
    return parts;
}

void append_literal(MYSQL* connection, const Cell& cell, std::string& text) {
    if (cell.null) {
        text += "NULL";
    } else if (cell.kind == Cell::Kind::integer) {
        text += std::to_string(cell.integer);
    } else {
        text += '\'';
        const std::size_t begin = text.size();
        text.resize(begin + cell.text.size() * 2 + 1);
        text.resize(begin +
                    mysql_real_escape_string(connection, text.data() + begin, cell.text.data(), cell.text.size()));
        text += '\'';
    }
}

void append_statement(MYSQL* connection, std::span<const std::string_view> parts, std::span<const Cell> values,
                      std::string& text) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += parts[i];
        append_literal(connection, values[i], text);
    }
    text += parts.back();
}

void append_row(MYSQL* connection, std::span<const Cell> values, std::string& text) {
    char separator = '(';
    for (const Cell& value : values) {
        text += separator;
        append_literal(connection, value, text);
        separator = ',';
    }
    text += ')';
}

std::size_t longest_bytes(std::string_view sql, std::span<const Cell> values) {
    std::size_t bytes = sql.size();
    for (const Cell& value : values) {
        bytes += value.kind == Cell::Kind::integer ? longest_integer_bytes : value.text.size() * 2 + 2;
    }
    return bytes;
}

}  // namespace till::database
