#pragma once
#include <functional>
#include <memory>
#include <string>

#include "platform/database/database.h"
#include "platform/database/sql_database_options.h"

namespace till::database {

/// Database on SQLite or MariaDB/MySQL. Connects on construction; throws Unavailable or std::invalid_argument (a URL
/// that is none, with the reason and without the password).
class SqlDatabase : public Database {
 public:
    explicit SqlDatabase(SqlDatabaseOptions options);
    ~SqlDatabase() override;  // finishes what waits in the writer

    Dialect dialect() const;
    /// True when a trivial query succeeds just now.
    bool reachable();
    WriterMetrics metrics() const;

    void run_write(Write& write) override;

 protected:
    void run_read(const std::function<void(SqlSession&)>& work) override;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till::database
