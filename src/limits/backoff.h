#pragma once
#include <chrono>

#include "limits/sharded_counts.h"

namespace till::limits {

/// A growing delay for who fails repeatedly, such as at sign-in. Failures are counted by subject (what was tried, a
/// username) and by source (who tried, an address).
///
/// A source that has not failed never waits, whatever others have done to the subject: nobody can lock out another.
/// A source that has failed waits, since its own last failure, delay(n), where n is the greater of its own failures and
/// the subject's: spreading guesses at one subject over many sources gains each of them one guess. Failures are
/// forgotten an hour after the last.
///
/// Safe from any thread. Does not throw or allocate after its construction. Its memory has a bound; when it is reached,
/// the oldest failures are forgotten first.
class Backoff {
 public:
    static constexpr std::chrono::hours memory_hours{1};

    /// Memory for subjects and sources together.
    explicit Backoff(std::size_t bytes) : subjects_(bytes / 2), sources_(bytes / 2) {}

    /// 0 up to three failures, then 1, 2, 4 … and at most 60.
    static std::chrono::seconds delay(std::uint32_t failures);

    /// How long this source has to wait before it may try this subject; an attempt that is made to wait does not count.
    /// 0: it may try now, and failed() or succeeded() should follow. From then on, a source that has a delay waits anew
    /// as if it had failed now, so that of many attempts at once only one goes ahead.
    std::chrono::seconds wait(std::string_view subject, std::string_view source, Timestamp now);

    void failed(std::string_view subject, std::string_view source, Timestamp now);

    /// Forgets the subject's failures, and as many of the source. Those of the source against other subjects stay, so
    /// signing in to one's own account between guesses at others does not help.
    void succeeded(std::string_view subject, std::string_view source, Timestamp now);

    std::size_t size() const { return subjects_.size() + sources_.size(); }
    std::size_t capacity() const { return subjects_.capacity() + sources_.capacity(); }
    std::size_t bytes() const { return subjects_.bytes() + sources_.bytes(); }

 private:
    ShardedCounts subjects_;
    ShardedCounts sources_;
};

}  // namespace till::limits
