#pragma once
#include "database/connection.h"

namespace till::database {

/// Keeps other processes from migrating at the same time: on SQLite the writer's transaction, which is undone unless
/// commit() was called, on MariaDB a lock by name. Throws Unavailable when another has it for too long.
class MigrationLock {
 public:
    explicit MigrationLock(Connection& connection);
    ~MigrationLock();

    MigrationLock(const MigrationLock&) = delete;
    MigrationLock& operator=(const MigrationLock&) = delete;

    void commit();

 private:
    Connection& connection_;
    bool committed_ = false;
};

}  // namespace till::database
