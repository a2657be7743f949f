#pragma once
#include <optional>

#include "shop/kernel/ids.h"
#include "shop/kernel/role.h"

namespace till {

/// The state behind the access tokens of a session: its account as it is now.
struct SessionState {
    AccountId account = 0;
    Role role;
    std::optional<CustomerId> customer;

    bool operator==(const SessionState&) const = default;
};

}  // namespace till
