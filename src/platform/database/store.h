#pragma once
#include <functional>
#include <memory>
#include <string>

#include "platform/database/database.h"
#include "platform/database/store_options.h"

namespace till::database {

/// Database on SQLite or MariaDB/MySQL. Connects on construction; throws Unavailable or std::invalid_argument (a URL
/// that is none, with the reason and without the password).
class Store : public Database {
 public:
    explicit Store(StoreOptions options);
    ~Store() override;  // finishes what waits in the writer

    Dialect dialect() const;
    /// True when a trivial query succeeds just now.
    bool reachable();
    WriterFigures figures() const;

    void run_write(Write& write) override;

 protected:
    void run_read(const std::function<void(Session&)>& work) override;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till::database
