#pragma once
#include <cstdint>

namespace till::bench {

/// Xorshift: quick, and the same numbers in every run.
class Random {
 public:
    explicit Random(std::uint64_t seed = 88172645463325252ULL) : state_(seed) {}

    /// From 0 to `below` - 1.
    std::uint64_t below(std::uint64_t below) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return state_ % below;
    }

    std::int64_t between(std::int64_t first, std::int64_t last) {
        return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first + 1)));
    }

 private:
    std::uint64_t state_;
};

}  // namespace till::bench
