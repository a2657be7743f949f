#pragma once
#include <optional>

#include "models/ids.h"
#include "models/role.h"

namespace till {

/// Who asks: the account behind a valid token. Nobody (account 0) on a route that is open and without a token.
struct Caller {
    AccountId account = 0;
    Role role;
    std::optional<CustomerId> customer;
    SessionId session = 0;        ///< what the sign-in began; 0 outside of the API
    std::int64_t generation = 0;  ///< how often the session had been refreshed when the token was made

    bool operator==(const Caller&) const = default;

    bool may(Permission permission) const { return account != 0 && role.allows(permission); }
};

}  // namespace till
