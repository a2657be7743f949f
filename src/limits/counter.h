#pragma once
#include <span>
#include <string_view>

#include "limits/limit.h"
#include "utils/clock.h"

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

/// Counts hits under a key. One that lives outside of the process may throw.
class Counter {
 public:
    virtual ~Counter() = default;

    /// Counts one hit against all of `limits`, of which there is at least one; a hit that one of them refuses is
    /// counted by none.
    virtual Verdict hit(std::string_view key, std::span<const Limit> limits, Timestamp now) = 0;
};

}  // namespace till::limits
