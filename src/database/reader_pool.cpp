#include "database/reader_pool.h"

namespace till::database {

class ReaderPool::Lease {
 public:
    explicit Lease(ReaderPool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }

    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Connection& connection() { return *connection_; }

 private:
    ReaderPool& pool_;
    std::unique_ptr<Connection> connection_;
};

ReaderPool::ReaderPool(ConnectionOptions options, std::size_t readers)
    : options_(std::move(options)), readers_(readers) {
    idle_.reserve(readers);
}

void ReaderPool::run(const std::function<void(Session&)>& work) {
    Lease lease(*this);
    Connection& connection = lease.connection();
    connection.open();
    const std::uint64_t before = connection.succeeded();
    try {
        work(connection);
    } catch (const ConnectionLost&) {
        if (connection.succeeded() != before) throw;
        connection.open();
        work(connection);
    }
}

std::unique_ptr<Connection> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    const bool in_time = free_.wait_for(lock, options_.busy_timeout_ms, [this] { return in_use_ < readers_; });
    if (!in_time) throw Unavailable("all connections for reading have been busy for too long");
    ++in_use_;
    if (idle_.empty()) return make(lock);
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

std::unique_ptr<Connection> ReaderPool::make(std::unique_lock<std::mutex>& lock) {
    lock.unlock();
    try {
        return make_connection(options_);
    } catch (...) {
        lock.lock();
        --in_use_;
        free_.notify_one();
        throw;
    }
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) noexcept {
    {
        const std::lock_guard lock(mutex_);
        --in_use_;
        idle_.push_back(std::move(connection));
    }
    free_.notify_one();
}

}  // namespace till::database
