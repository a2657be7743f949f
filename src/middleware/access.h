#pragma once
#include "middleware/route.h"
#include "security/tokens.h"
#include "utils/clock.h"

namespace till {

/// The token check and the access rule: who asks, and whether the route is for them.
class AccessCheck {
 public:
    AccessCheck(const TokenSigner& tokens, const Clock& clock) : tokens_(tokens), clock_(clock) {}

    /// Who is behind the request's token. Throws a Refusal: 401 without a good token, 403 without the permission. An
    /// open route's caller is nobody.
    Caller admit(const Route& route, const http::Request& request) const;

 private:
    Caller caller_of(const http::Request& request) const;

    const TokenSigner& tokens_;
    const Clock& clock_;
};

}  // namespace till
