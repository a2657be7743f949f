#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"

/// The ends of an INSERT whose row may be there already, as each database has them.
namespace till::database {

/// `columns` of the row that has the same `key` (`"a, b"`) become what was to be inserted.
std::string or_set(Dialect dialect, std::string_view key, std::initializer_list<std::string> columns);

/// What was to be inserted is added to `column` of the row that has the same `key`.
std::string or_add(Dialect dialect, std::string_view key, const std::string& column);

}  // namespace till::database
