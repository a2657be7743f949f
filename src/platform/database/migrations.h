#pragma once
#include <string>
#include <vector>

#include "platform/database/migration.h"
#include "platform/database/sql_database.h"

namespace till::database {

/// The steps that were built into the program for a dialect (migrations/sqlite, migrations/mysql), in order.
std::vector<Migration> migrations_for(Dialect dialect);

struct MigrationState {
    std::vector<std::string> applied;
    std::vector<std::string> pending;
};

/// Throws std::runtime_error naming the step when an applied one was edited or is unknown to this program, or when a
/// number is missing.
MigrationState migration_state(const SqlDatabaseOptions& options, const std::vector<Migration>& migrations);

/// Applies what is pending, in order, each once, under a lock that keeps other processes out, and returns the names.
/// The table schema_migrations remembers number, name, checksum and time. Throws as migration_state does, and when a
/// statement fails: on SQLite the whole step is rolled back then; on MariaDB, which commits every change of a table by
/// itself, the statements before it stay, and the next call continues at that statement.
std::vector<std::string> migrate(const SqlDatabaseOptions& options, const std::vector<Migration>& migrations);

}  // namespace till::database
