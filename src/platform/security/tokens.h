#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/time/clock.h"

namespace till {

/// What a token says. Times are seconds since 1970, as in the token.
struct TokenClaims {
    std::int64_t subject = 0;  ///< `sub`: the account; positive
    std::string role;
    std::int64_t session = 0;     ///< `sid`: the sign-in that it belongs to; positive
    std::int64_t generation = 0;  ///< `gen`: how often that had been refreshed; not negative
    std::string token_id;         ///< `jti`
    std::int64_t issued_at_s = 0;
    std::int64_t expires_at_s = 0;
};

/// Signs tokens and verifies that they are ours (JWT, RFC 7519, HS256 and nothing else). Of what RFC 7515 leaves to the
/// reader, the strict reading is taken: header and claims name nothing twice, `alg` is `HS256` to the letter, `typ` is
/// JWT where there is one, and there is neither `crit`, as no extension is known here, nor a `b64` of RFC 7797. Safe
/// from any thread.
class TokenSigner {
 public:
    /// `secret` needs at least 32 bytes (RFC 7518, 3.2); throws std::invalid_argument for less.
    TokenSigner(std::string secret, std::string issuer, std::string audience, std::chrono::minutes lifetime);

    /// Takes `subject`, `role`, `session` and `generation`; sets the times, and a random `token_id` where there is
    /// none.
    std::string issue(const TokenClaims& claims, Timestamp now) const { return issue(claims, now, lifetime_); }
    /// The same, for a token that is good for this long.
    std::string issue(const TokenClaims& claims, Timestamp now, std::chrono::seconds lifetime) const;

    /// The claims of a token that was signed with this secret for this issuer and audience, has not ended, and has
    /// begun where it says when (`nbf`); nothing for anything else, of any length and any bytes.
    std::optional<TokenClaims> verify(std::string_view token, Timestamp now) const;

    std::chrono::seconds lifetime() const { return lifetime_; }

 private:
    std::string secret_;
    std::string issuer_;
    std::string audience_;
    std::chrono::seconds lifetime_;
};

}  // namespace till
