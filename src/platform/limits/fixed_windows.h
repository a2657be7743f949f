#pragma once
#include <optional>

#include "platform/limits/counter.h"
#include "platform/limits/sharded_counts.h"

namespace till::limits {

/// Counts in the memory of this process, like Flask-Limiter's fixed window: a window begins at the first hit, ends when
/// its time has passed, and the next hit begins another. Each key and limit has its own. Safe from any thread, never
/// throws, does not allocate after its construction.
class FixedWindows : public Counter {
 public:
    /// The memory for all windows together. If there are more, those nearest to their end are forgotten early.
    explicit FixedWindows(std::size_t bytes) : counts_(bytes) {}

    /// The verdict is always there at once.
    Verdict hit(std::string_view key, std::span<const Limit> limits, Timestamp now);
    std::optional<Verdict> hit(std::string_view key, std::span<const Limit> limits, Timestamp now,
                               const MakeDone& /*make_done*/) override {
        return hit(key, limits, now);
    }

    /// What a hit would be refused with, if it would be; counts nothing.
    std::optional<Verdict> refusal(std::string_view key, std::span<const Limit> limits, Timestamp now);

    std::size_t size() const { return counts_.size(); }          ///< windows that are held, ended ones among them
    std::size_t capacity() const { return counts_.capacity(); }  ///< how many there can be
    std::size_t bytes() const { return counts_.bytes(); }        ///< what that many take

 private:
    static std::uint64_t hash_of(std::uint64_t key, const Limit& limit);
    std::optional<Verdict> refusal(CountTable& table, std::uint64_t key, std::span<const Limit> limits,
                                   Timestamp now) const;
    Count window(CountTable& table, std::uint64_t key, const Limit& limit, Timestamp now) const;

    ShardedCounts counts_;
};

}  // namespace till::limits
