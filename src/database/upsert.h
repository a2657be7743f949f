#pragma once
#include <string>
#include <string_view>

#include "database/session.h"

/// The ends of an INSERT whose row may be there already, as each database has them.
namespace till::database {

/// `column` of the row that has the same `key` (`"a, b"`) becomes what was to be inserted.
std::string or_set(Dialect dialect, std::string_view key, const std::string& column);

/// What was to be inserted is added to `column` of the row that has the same `key`.
std::string or_add(Dialect dialect, std::string_view key, const std::string& column);

}  // namespace till::database
