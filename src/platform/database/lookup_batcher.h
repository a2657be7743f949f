#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"
#include "platform/threads/semaphore.h"

namespace till::database {

/// Lookups that are alike and wait at the same time become one statement, for servers that are a round trip away. A
/// lookup that meets no other runs at once. Where some are under way, later ones wait; when one of these statements has
/// ended, one of the waiters takes the keys of all of them. So each sees at least what was committed when it was
/// requested. Safe from any thread.
class LookupBatcher {
 public:
    /// Runs work on a connection; what it throws, all whose keys are in the statement throw.
    using Runner = std::function<void(const std::function<void(SqlSession&)>&)>;

    explicit LookupBatcher(Runner runner) : runner_(std::move(runner)) {}

    /// See SqlSession::look_up(). `on_row` is called on the caller's thread.
    void run(const Lookup& lookup, std::int64_t key, std::span<Cell> into, const std::function<void()>& on_row);

    /// How many wait for one that is under way.
    std::size_t waiting() const;

 private:
    using Row = std::vector<Cell>;
    struct Waiting {
        std::int64_t key = 0;
        std::vector<Row> rows;
        std::exception_ptr error;
        bool leads = false;  ///< it was woken to take the waiters, and not because its rows are there
        Semaphore woken;
    };
    using Batch = std::vector<Waiting*>;
    struct Kind {
        std::size_t under_way = 0;
        std::deque<Waiting*> waiting;
    };

    void wait_or_lead(const Lookup& lookup, Waiting& mine, std::span<const Cell> into);
    bool must_wait(Kind& kind, Waiting& mine);
    Batch take(Kind& kind, Waiting& leader);
    void pass_on(Kind& kind);
    void read(const Lookup& lookup, const Batch& batch, std::span<const Cell> into) noexcept;

    const Runner runner_;
    mutable std::mutex mutex_;
    std::map<std::string, Kind> kinds_;  ///< by their SELECT, of which the program has a few
};

}  // namespace till::database
