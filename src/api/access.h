#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/identity.h"
#include "api/route.h"
#include "platform/caching/cache.h"
#include "platform/security/tokens.h"
#include "platform/time/clock.h"

namespace till {

/// The token check and the access rule: the caller, and whether the route is for that caller.
class AccessCheck {
 public:
    /// The exceptions of the configuration from the need of a token.
    struct Rules {
        bool public_catalogue = false;
    };
    /// All but the rules must outlive it.
    AccessCheck(const TokenSigner& tokens, SessionLookup& sessions, const Roles& roles,
                const caching::Invalidations& invalidations, const Clock& clock, Rules rules);

    /// Whether it needs no token.
    bool is_open(const Route& route) const {
        return route.access == Access::open ||
               (route.config_gate == ConfigGate::public_catalogue && rules_.public_catalogue);
    }

    /// What the request's token says; nullptr where none is needed and none was sent. Throws a Refusal 401 for a token
    /// that is missing, not ours or at its end. A token's signature is checked once for as long as it is cached.
    std::shared_ptr<const TokenClaims> identify(const Route& route, const http::Request& request);

    /// The caller behind the token, if it is known without reading the database. Role and customer are the account's as
    /// they are now, whatever the token says. Throws a Refusal 401 where the token is known to be dead.
    std::optional<Caller> cached_caller(const TokenClaims& claims) const;
    /// The same, reading the database where needed, so not on an I/O thread. Throws a Refusal 401 where the token is
    /// dead.
    Caller resolve(const TokenClaims& claims) const;

    /// Throws a Refusal 403 where the caller lacks the route's permission.
    void permit(const Route& route, const Caller& caller) const;

 private:
    std::shared_ptr<const TokenClaims> claims_of(std::string_view token);

    const TokenSigner& tokens_;
    SessionLookup& sessions_;
    const Roles& roles_;
    const Clock& clock_;
    Rules rules_;
    /// A token whose signature was checked.
    struct VerifiedToken {
        std::string text;
        TokenClaims claims;
    };
    caching::Cache<VerifiedToken> verified_;  ///< by the signature, which is shorter than all of it
};

}  // namespace till
