#include "shop/kernel/security_log.h"

#include <spdlog/spdlog.h>

namespace till {
namespace {

bool is_anybodys(SecurityEvent event) {
    return event == SecurityEvent::sign_in_failed || event == SecurityEvent::sign_in_delayed ||
           event == SecurityEvent::refresh_reused;
}

}  // namespace

void SecurityLog::note(SecurityEvent event, const Actor& actor, AccountId account, std::string_view detail) {
    counts_[static_cast<std::size_t>(event)].fetch_add(1, std::memory_order_relaxed);
    if (!may_write(event)) return;
    spdlog::info("security: event={} account={} by={} address={} request={} detail={}", name_of(event), account,
                 actor.caller.account, actor.origin.address, actor.origin.request_id, detail);
}

bool SecurityLog::may_write(SecurityEvent event) {
    if (!is_anybodys(event)) return true;
    const std::scoped_lock lock(mutex_);
    const Time now = std::chrono::steady_clock::now();
    if (now - began_ >= std::chrono::seconds(1)) {
        began_ = now;
        lines_ = 0;
        if (skipped_ > 0) spdlog::info("security: {} lines of failed sign-ins and the like were left out", skipped_);
        skipped_ = 0;
    }
    if (++lines_ <= lines_max) return true;
    ++skipped_;
    return false;
}

}  // namespace till
