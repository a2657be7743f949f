#include "platform/database/migration_lock.h"

#include <chrono>
#include <thread>

#include "platform/database/connection_factory.h"
#include "platform/database/schema_tables.h"

namespace till::database {

namespace {

constexpr std::chrono::seconds migration_wait_s{60};
constexpr std::chrono::seconds others_have_made_theirs_s{1};
constexpr const char* hold = "SELECT id FROM migration_lock WHERE id = 1 FOR UPDATE";
constexpr const char* make_row = "INSERT IGNORE INTO migration_lock (id) VALUES (1)";

bool is_in_galera_cluster(SqlSession& session) {
    const auto wsrep = session.rows<std::string, std::string>("SHOW VARIABLES LIKE 'wsrep_on'");
    return !wsrep.empty() && std::get<1>(wsrep.front()) == "ON";
}

}  // namespace

MigrationLock::MigrationLock(Connection& connection, const ConnectionOptions& options) : connection_(connection) {
    if (connection_.dialect() == Dialect::sqlite) {
        connection_.begin();
        return;
    }
    const bool is_new = make_table();
    hold_row(options);
    if (!is_new || !is_in_galera_cluster(connection_)) return;
    // Whoever found no table either may be making it just now, which ends all transactions on it.
    std::this_thread::sleep_for(others_have_made_theirs_s);
    hold_row(options);
}

/// False where it was there.
bool MigrationLock::make_table() {
    if (has_table(connection_, "migration_lock")) return false;
    connection_.run_text("CREATE TABLE IF NOT EXISTS migration_lock (id INTEGER NOT NULL PRIMARY KEY) ENGINE = InnoDB");
    return true;
}

void MigrationLock::hold_row(const ConnectionOptions& options) {
    holder_ = make_connection(options);
    const auto began = std::chrono::steady_clock::now();
    while (true) {
        try {
            holder_->open();
            holder_->begin();
            if (holder_->value<std::int64_t>(hold)) return;
            connection_.run_text(make_row);
        } catch (const TransactionKilled&) {  // the row did not come free
        }
        holder_->rollback();
        if (std::chrono::steady_clock::now() - began > migration_wait_s) {
            throw Unavailable("another process has been migrating the database for too long");
        }
    }
}

MigrationLock::~MigrationLock() {
    if (holder_) {
        holder_->rollback();
    } else if (!committed_) {
        connection_.rollback();
    }
}

void MigrationLock::commit() {
    if (!holder_) connection_.commit();
    committed_ = true;
}

}  // namespace till::database
