#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <mysql.h>

#include "platform/database/sql_session.h"

namespace till::database {

/// The parts of a statement between its `:name` placeholders; one more than there are placeholders. A colon inside
/// quotes is text. Throws Error when the number of placeholders is not the one expected.
std::vector<std::string_view> parts_between_placeholders(std::string_view sql, std::size_t placeholders);

/// Appends a value as a literal, escaped for the connection.
void append_literal(MYSQL* connection, const Cell& cell, std::string& text);

/// Appends the statement with its values in place. `parts` has one more than `values`.
void append_statement(MYSQL* connection, std::span<const std::string_view> parts, std::span<const Cell> values,
                      std::string& text);

/// Appends `(1, 'two', NULL)`.
void append_row(MYSQL* connection, std::span<const Cell> values, std::string& text);

/// How long a statement may become at most with these values in place.
std::size_t longest_bytes(std::string_view sql, std::span<const Cell> values);

}  // namespace till::database
