#pragma once
#include <string_view>

#include "platform/database/sql_session.h"

namespace till::database {

/// Whether the database that the session uses has a table of that name.
bool has_table(SqlSession& session, std::string_view name);

}  // namespace till::database
