#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "platform/limits/limit.h"
#include "platform/time/clock.h"

namespace till::limits {

/// What became of a hit. The figures are those of the tightest limit: the one with the fewest hits remaining, and of
/// those that refuse, the one that refuses for longest.
struct Verdict {
    bool allowed = true;
    Limit limit;
    std::uint32_t remaining = 0;          ///< after this hit
    std::chrono::sys_seconds reset;       ///< when its window has ended
    std::chrono::seconds retry_after{0};  ///< of a refusal, at least 1
};

/// Counts hits under a key, in this process.
class Counter {
 public:
    virtual ~Counter() = default;

    /// Counts one hit against all of `limits`, of which there is at least one; a hit that one of them refuses is
    /// counted by none.
    virtual Verdict hit(std::string_view key, std::span<const Limit> limits, Timestamp now) = 0;
};

/// Counts together with other processes.
class SharedCounter {
 public:
    using Done = std::function<void(const Verdict&)>;

    virtual ~SharedCounter() = default;

    /// The same; `done` gets the verdict once, at once or later on a thread of the counter's own, must be quick and
    /// must not throw. `limits` have to be there until then.
    virtual void hit(std::string key, std::span<const Limit> limits, Timestamp now, Done done) = 0;
};

}  // namespace till::limits
