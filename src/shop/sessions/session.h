#pragma once
#include <cstdint>
#include <string>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/session_state.h"

namespace till {

/// What one sign-in began: the family of its refresh tokens, of which one at a time is good.
struct SignInSession {
    SessionId id = 0;
    AccountId account_id = 0;
    std::string family_hash;      ///< digest of what every refresh token of the family begins with
    std::string token_hash;       ///< digest of the secret of the refresh token that is good now
    std::int64_t generation = 0;  ///< how often it has been refreshed
    Timestamp created_at;
    Timestamp refreshed_at;
    Timestamp expires_at;  ///< until when it can be refreshed
};

}  // namespace till
