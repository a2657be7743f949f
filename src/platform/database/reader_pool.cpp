#include "platform/database/reader_pool.h"

#include <algorithm>
#include <optional>

#include "platform/database/connection_factory.h"
#include "platform/database/read_scope.h"

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

/// A session that takes a connection when it cannot do without.
class ReaderPool::Reader : public SqlSession {
 public:
    explicit Reader(ReaderPool& pool) : pool_(pool) {}

    Dialect dialect() const override { return pool_.options_.address.dialect; }

    std::int64_t run(std::string_view sql, std::span<const Cell> parameters, std::span<Cell> into,
                     const std::function<void()>& on_row) override {
        ReadScope::require_time();
        return connection().run(sql, parameters, into, on_row);
    }
    std::vector<std::int64_t> run_each(std::string_view sql, std::span<const std::vector<Cell>> rows) override {
        return connection().run_each(sql, rows);
    }
    std::vector<std::int64_t> insert_rows(std::string_view table, std::string_view columns,
                                          std::span<const std::vector<Cell>> rows,
                                          std::string_view otherwise) override {
        return connection().insert_rows(table, columns, rows, otherwise);
    }
    void look_up(const Lookup& lookup, std::int64_t key, std::span<Cell> into,
                 const std::function<void()>& on_row) override {
        if (lease_ || dialect() == Dialect::sqlite) return SqlSession::look_up(lookup, key, into, on_row);
        ReadScope::require_time();
        pool_.lookups_.run(lookup, key, into, on_row);
        looked_up_ = true;
    }

    /// True when a statement succeeded.
    bool succeeded() { return looked_up_ || (lease_ && lease_->connection().succeeded() != before_); }
    void open_again() {
        if (lease_) lease_->connection().open();
    }

 private:
    Connection& connection() {
        if (!lease_) {
            lease_.emplace(pool_);
            lease_->connection().open();
            before_ = lease_->connection().succeeded();
        }
        return lease_->connection();
    }

    ReaderPool& pool_;
    std::optional<Lease> lease_;
    std::uint64_t before_ = 0;
    bool looked_up_ = false;
};

ReaderPool::ReaderPool(ConnectionOptions options, std::size_t readers)
    : options_(std::move(options)),
      readers_(readers),
      lookups_([this](const std::function<void(SqlSession&)>& work) { run_together(work); }) {
    idle_.reserve(readers);
}

void ReaderPool::run(const std::function<void(SqlSession&)>& work) {
    Reader reader(*this);
    try {
        work(reader);
    } catch (const ConnectionLost&) {
        if (reader.succeeded()) throw;
        reader.open_again();
        work(reader);
    }
}

/// For several who wait: how long one of them may is no measure for the others.
void ReaderPool::run_together(const std::function<void(SqlSession&)>& work) {
    const ReadScope own({.until = std::chrono::steady_clock::now() + options_.busy_timeout_ms});
    run(work);
}

std::unique_ptr<Connection> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    const auto until = std::min(ReadScope::limits().until, std::chrono::steady_clock::now() + options_.busy_timeout_ms);
    const bool in_time = free_.wait_until(lock, until, [this] { return in_use_ < readers_; });
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
