#pragma once
#include <cstdint>

#include "shop/kernel/named.h"

namespace till {

/// The events of the security log.
enum class SecurityEvent : std::uint8_t {
    signed_in,
    sign_in_failed,
    sign_in_delayed,
    refresh_reused,
    signed_out,
    password_changed,
    password_reset,
    account_created,
    account_removed,
    role_changed,
    exported,
    imported,
};

template <>
struct Names<SecurityEvent> {
    static constexpr std::string_view names[] = {
        "signed-in",      "sign-in-failed",  "sign-in-delayed", "refresh-reused", "signed-out", "password-changed",
        "password-reset", "account-created", "account-removed", "role-changed",   "exported",   "imported"};
};

}  // namespace till
