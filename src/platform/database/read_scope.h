#pragma once
#include <chrono>
#include <cstdint>
#include <functional>

namespace till::database {

/// On which of a database's connections a read runs. A read of many rows has connections of its own, so that no lookup
/// by key waits for it.
enum class ReadKind : std::uint8_t { lookup, list, report };

/// The limits of the reads of a thread.
struct ReadLimits {
    using Time = std::chrono::steady_clock::time_point;

    ReadKind kind = ReadKind::lookup;
    Time until = Time::max();
    /// Nobody waits for the result any more. Asked often, by the reading thread: it has to be quick, and must not
    /// throw.
    std::function<bool()> given_up = {};
};

/// Limits the reads of this thread for as long as it lives: over any number of Database::read(). A read that passes the
/// limits ends with TimedOut, also in the midst of a statement. Without a scope a read is a lookup and takes as long as
/// it takes: so do those of writes, of sign-ins and of the command line. Scopes may be nested; the innermost counts.
class ReadScope {
 public:
    explicit ReadScope(ReadLimits limits);
    ~ReadScope();

    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

    /// Of this thread; no limits where there is no scope.
    static const ReadLimits& limits();
    /// True when the reads of this thread have to end.
    static bool is_over();
    /// Throws TimedOut when they have to.
    static void require_time();

 private:
    const ReadScope* outer_;
    ReadLimits limits_;
};

}  // namespace till::database
