#pragma once
#include <optional>
#include <string>

#include "shop/kernel/ids.h"
#include "shop/kernel/role.h"

namespace till {

/// The caller: the account behind a valid token. Anonymous (account 0) on a route that is open and without a token.
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

/// The caller of an action, and its origin.
struct Actor {
    Caller caller;
    Origin origin;

    /// The operator at the command line, who may do everything.
    static Actor operator_of_the_machine() {
        return {.caller = {.role = Role::admin}, .origin = {"command-line", "-"}};
    }
};

}  // namespace till
