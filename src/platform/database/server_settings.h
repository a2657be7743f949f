#pragma once
#include "platform/database/sql_session.h"

namespace till::database {

/// Throws std::runtime_error when the server would lose acknowledged orders at a crash, naming the setting and the key
/// that allows it. SQLite has no such settings: the session makes its own.
void require_safe_settings(SqlSession& session);

}  // namespace till::database
