#pragma once
#include <memory>

#include "platform/database/connection.h"

namespace till::database {

/// Keeps other processes from migrating at the same time. On SQLite it is the writer's transaction, which is undone
/// unless commit() was called. On MariaDB, where each change of a table ends a transaction, it is a row of
/// `migration_lock` that a second connection holds, and gives back with itself; servers in a Galera cluster refuse
/// locks by name. All migrating processes have to do so on one server of such a cluster.
class MigrationLock {
 public:
    /// Waits for at most a minute, then throws Unavailable. `options` made `connection`.
    MigrationLock(Connection& connection, const ConnectionOptions& options);
    ~MigrationLock();

    MigrationLock(const MigrationLock&) = delete;
    MigrationLock& operator=(const MigrationLock&) = delete;

    void commit();

 private:
    void hold_row(const ConnectionOptions& options);
    bool make_table();

    Connection& connection_;
    std::unique_ptr<Connection> holder_;  ///< of the row; nullptr on SQLite
    bool committed_ = false;
};

}  // namespace till::database
