#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "platform/limits/limit.h"
#include "platform/time/clock.h"

namespace till::limits {

/// The result of a hit. Its numbers are those of the tightest limit: the one with the fewest hits remaining, and of
/// those that refuse, the one that refuses for longest.
struct Verdict {
    bool allowed = true;
    Limit limit;
    std::uint32_t remaining = 0;          ///< after this hit
    std::chrono::sys_seconds reset;       ///< when its window has ended
    std::chrono::seconds retry_after{0};  ///< of a refusal, at least 1
};

/// Gets a verdict that was not there at once, on a thread of the counter's own; must be quick and must not throw.
using Done = std::function<void(const Verdict&)>;

/// Makes what gets the verdict, where it is not there at once.
using MakeDone = std::function<Done()>;

/// Counts hits under a key: in this process, or together with others.
class Counter {
 public:
    virtual ~Counter() = default;

    /// Counts one hit against all of `limits`, of which there is at least one; a hit that one of them refuses is
    /// counted by none. The verdict, where it is there at once. Else nothing: then `make_done` was called once, before
    /// this returned, and what it made is called once, from then on; `limits` have to be there until that. `make_done`
    /// may be called under a lock: it must be quick, must not throw and must not count.
    virtual std::optional<Verdict> hit(std::string_view key, std::span<const Limit> limits, Timestamp now,
                                       const MakeDone& make_done) = 0;
};

}  // namespace till::limits
