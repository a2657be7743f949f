#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "platform/database/sql_session.h"

namespace till::database {

struct SqlDatabaseOptions {
    std::string url;          ///< sqlite:PATH, mysql://user:password@host:port/name, …?socket=PATH
    std::string read_url;     ///< where reads go; empty: the same. It has to lead to the same data, as of each commit
    std::size_t readers = 8;  ///< connections for rows by their keys, and for all reads outside of a ReadScope
    std::size_t list_readers = 4;    ///< for ReadKind::list
    std::size_t report_readers = 2;  ///< for ReadKind::report
    /// The time limit of a read of each kind, to be set on the server; the ReadScope counts. 0: no limit.
    std::chrono::milliseconds read_timeout_ms{};
    std::chrono::milliseconds report_timeout_ms{};
    std::size_t batch_max = 64;               ///< writes in one transaction
    std::size_t queue_max = 4096;             ///< writes that may wait; one more is Overloaded
    std::chrono::microseconds gather_us{50};  ///< how long the writer waits while its queue still grows
    std::chrono::milliseconds busy_timeout_ms{5'000};
    std::size_t statement_bytes_min = 0;  ///< a server that takes no statement of this length is of no use
    bool allow_unsafe_settings = false;   ///< start although the server would lose acknowledged orders

    /// Called by the writer with what a transaction has invalidated: after its commit, or where that failed and may
    /// have been carried out all the same, and before any caller of its writes continues. All of them wait for it. Must
    /// not throw, and must not use the database.
    std::function<void(std::span<const Tag>)> committed;
};

/// Counts of the writer since the start, for the metrics.
struct WriterMetrics {
    std::uint64_t writes = 0;
    std::uint64_t commits = 0;
    std::uint64_t rerun = 0;  ///< members run again alone or after a deadlock
    std::size_t waiting = 0;
    std::chrono::milliseconds stalled_ms{};  ///< how long writes have been waiting without any being taken up
};

}  // namespace till::database
