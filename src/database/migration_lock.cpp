#include "database/migration_lock.h"

#include <stdexcept>

namespace till::database {

namespace {

// A name may have 64 characters; two databases whose long names begin alike only wait for each other.
constexpr const char* take_lock = "SELECT GET_LOCK(LEFT(CONCAT('till_migrations_', DATABASE()), 64), 60)";
constexpr const char* give_lock = "SELECT RELEASE_LOCK(LEFT(CONCAT('till_migrations_', DATABASE()), 64))";

}  // namespace

MigrationLock::MigrationLock(Connection& connection) : connection_(connection) {
    if (connection_.dialect() == Dialect::sqlite) {
        connection_.begin();
    } else if (connection_.value<std::int64_t>(take_lock).value_or(0) != 1) {
        throw Unavailable("another process has been migrating the database for too long");
    }
}

MigrationLock::~MigrationLock() {
    try {
        if (connection_.dialect() == Dialect::mysql) {
            connection_.run_text(give_lock);
        } else if (!committed_) {
            connection_.rollback();
        }
    } catch (const std::exception&) {
        // The server gives the lock back with the connection, which is all that can be lost here.
    }
}

void MigrationLock::commit() {
    if (connection_.dialect() == Dialect::sqlite) connection_.commit();
    committed_ = true;
}

}  // namespace till::database
