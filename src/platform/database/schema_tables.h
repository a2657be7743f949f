#pragma once
#include <string_view>

#include "platform/database/session.h"

namespace till::database {

/// Whether the database that the session uses has a table of that name.
bool has_table(Session& session, std::string_view name);

}  // namespace till::database
