#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "shop/kernel/caller.h"
#include "shop/kernel/security_event.h"

namespace till {

/// A line in the log, at `info`, for every security event, and how many of each there were. Of those that a client can
/// cause at will (failed and delayed sign-ins, reused refresh tokens), at most `lines_max` lines a second, and then how
/// many there were besides: the log is no way to fill a disk. Safe from any thread.
class SecurityLog {
 public:
    static constexpr int lines_max = 20;

    /// The actor; `account` is the one that it was done to, 0 where none is known. `detail` goes into the log as it
    /// stands: names of the shop's own, such as a role, and never what a client has sent, which may be a password that
    /// was typed into another field, or a second line.
    void note(SecurityEvent event, const Actor& actor, AccountId account, std::string_view detail = "-");

    std::uint64_t count(SecurityEvent event) const { return counts_[static_cast<std::size_t>(event)]; }

 private:
    using Time = std::chrono::steady_clock::time_point;

    bool may_write(SecurityEvent event);

    std::mutex mutex_;
    Time began_;       ///< of the second that is counted
    int lines_ = 0;    ///< in it
    int skipped_ = 0;  ///< since the last line
    std::array<std::atomic<std::uint64_t>, std::size(Names<SecurityEvent>::names)> counts_{};
};

}  // namespace till
