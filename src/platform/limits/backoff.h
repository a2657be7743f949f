#pragma once
#include <chrono>
#include <string>

#include "platform/limits/sharded_counts.h"
#include "platform/limits/source.h"

namespace till::limits {

/// A growing delay for clients that fail repeatedly, such as at sign-in. Failures are counted by subject (what was
/// tried, a username) and by the client that tried.
///
/// A client that has not failed never waits for what others have done to the subject: no client can lock out another. A
/// client that has failed waits, since its own last failure, delay(n), where n is the greater of its own failures and
/// the subject's: spreading guesses at one subject over many clients gains each of them one guess. Failures are
/// forgotten an hour after the last.
///
/// The clients of one attacker are often in one network: of each network, `network_burst` attempts may fail at once and
/// one each `network_pause_s` after that; then all of its clients wait.
///
/// A client that has succeeded for a subject within `known_days` is known for it. There, only the failures of that
/// client at that subject count, so what a neighbour behind the same address does harms no client that was there
/// before.
///
/// Safe from any thread. Does not throw after its construction but for memory. Its memory has a bound; when it is
/// reached, the oldest entries are forgotten first.
class Backoff {
 public:
    static constexpr std::chrono::hours memory_hours{1};
    static constexpr std::chrono::days known_days{30};
    static constexpr int network_burst = 30;
    static constexpr std::chrono::seconds network_pause_s{10};

    /// Memory for all that is counted together.
    explicit Backoff(std::size_t bytes)
        : subjects_(bytes / 4), clients_(bytes / 4), networks_(bytes / 4), known_(bytes / 4) {}

    /// 0 up to three failures, then 1, 2, 4 … and at most 60.
    static std::chrono::seconds delay(std::uint32_t failures);

    /// How long this source has to wait before it may try this subject; an attempt that is made to wait does not count.
    /// 0: it may try now, and failed() or succeeded() should follow. From then on, a client that has a delay waits anew
    /// as if it had failed now, so that of many attempts at once only one proceeds; and its networks are taken to have
    /// failed until it has succeeded.
    std::chrono::seconds wait(std::string_view subject, const Source& source, Timestamp now);

    void failed(std::string_view subject, const Source& source, Timestamp now);

    /// Forgets the subject's failures, and as many of the client. Those of the client against other subjects stay, so
    /// signing in to one's own account between guesses at others does not help.
    void succeeded(std::string_view subject, const Source& source, Timestamp now);

    /// Whether the client is known for any subject.
    bool knows(const Source& source, Timestamp now) { return is_known(source.client, now); }

    std::size_t size() const { return subjects_.size() + clients_.size() + networks_.size() + known_.size(); }
    std::size_t capacity() const {
        return subjects_.capacity() + clients_.capacity() + networks_.capacity() + known_.capacity();
    }
    std::size_t bytes() const { return subjects_.bytes() + clients_.bytes() + networks_.bytes() + known_.bytes(); }

 private:
    bool is_known(std::string_view text, Timestamp now);
    void record_failure(std::string_view text, Timestamp now);
    std::chrono::seconds pace(std::string_view client, std::uint32_t failures_min, Timestamp now);
    std::chrono::seconds network_wait(const Source& source, Timestamp now);
    void charge_networks(const Source& source, Timestamp now, std::chrono::seconds amount);

    ShardedCounts subjects_;
    ShardedCounts clients_;   ///< and clients at one subject, for known clients
    ShardedCounts networks_;  ///< failures that are not paid for; the end of a count is when they are
    ShardedCounts known_;
};

}  // namespace till::limits
