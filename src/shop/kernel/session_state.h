#pragma once
#include <optional>

#include "shop/kernel/ids.h"
#include "shop/kernel/role.h"

namespace till {

/// What decides about the access tokens of a session: the account behind it as it is now.
struct SessionState {
    AccountId account = 0;
    Role role;
    std::optional<CustomerId> customer;

    bool operator==(const SessionState&) const = default;
};

}  // namespace till
