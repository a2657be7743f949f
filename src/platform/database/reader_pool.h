#pragma once
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/database/connection.h"
#include "platform/database/lookup_batcher.h"

namespace till::database {

/// Connections for reading, opened as they are needed and kept; the last one used is the first to be used again.
class ReaderPool {
 public:
    ReaderPool(ConnectionOptions options, std::size_t readers);

    /// Runs `work`, which has a connection from its first statement to its end. Throws Unavailable when none comes free
    /// within the busy timeout. Work whose connection is found dead at its first statement is run again once, on a new
    /// connection. Where connections lead to a server, lookups with which works begin share statements, and so take no
    /// connection of their own.
    void run(const std::function<void(SqlSession&)>& work);

 private:
    class Lease;
    class Reader;

    void run_together(const std::function<void(SqlSession&)>& work);
    std::unique_ptr<Connection> take();
    std::unique_ptr<Connection> make(std::unique_lock<std::mutex>& lock);
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    const ConnectionOptions options_;
    const std::size_t readers_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t in_use_ = 0;
    LookupBatcher lookups_;
};

}  // namespace till::database
