#pragma once
#include <chrono>
#include <ctime>

namespace till {

/// The steady clock as of the system's last tick, some milliseconds ago at most; costs a fifth of a look at the clock
/// itself.
inline std::chrono::steady_clock::time_point coarse_now() {
    std::timespec time{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return std::chrono::steady_clock::time_point(std::chrono::seconds(time.tv_sec) +
                                                 std::chrono::nanoseconds(time.tv_nsec));
}

}  // namespace till
