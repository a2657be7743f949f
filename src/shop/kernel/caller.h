#pragma once
#include <optional>
#include <string>

#include "shop/kernel/ids.h"
#include "shop/kernel/role.h"

namespace till {

/// Who asks: the account behind a valid token. Nobody (account 0) on a route that is open and without a token.
struct Caller {
    AccountId account = 0;
    Role role;
    std::optional<CustomerId> customer;
    SessionId session = 0;  ///< what the sign-in began; 0 outside of the API

    bool operator==(const Caller&) const = default;

    bool may(Permission permission, const Roles& roles) const { return account != 0 && roles.allows(role, permission); }
};

/// Where a request came from.
struct Origin {
    std::string address;     ///< of the client, behind trusted proxies
    std::string request_id;  ///< as in `X-Request-Id`
};

/// Who does something, and from where.
struct Actor {
    Caller caller;
    Origin origin;

    /// Whoever types commands on the machine itself, and may do everything.
    static Actor operator_of_the_machine() {
        return {.caller = {.role = Role::admin}, .origin = {"command-line", "-"}};
    }
};

}  // namespace till
