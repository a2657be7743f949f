#include "api/access.h"

#include <algorithm>

namespace till {
namespace {

constexpr std::string_view scheme = "Bearer";
constexpr std::size_t signature_letters = 43;  // 256 bits in base64url, at the end of a token
constexpr std::size_t verified_bytes_max = std::size_t{8} * 1024 * 1024;
constexpr std::chrono::minutes verified_lifetime{10};

// One response for every token that is not good, or no longer.
Refusal bad_token() { return {problems::unauthorized, "The token is invalid or expired."}; }

bool has_ended(const TokenClaims& claims, Timestamp now) {
    return std::chrono::sys_seconds(std::chrono::seconds(claims.expires_at_s)) <= now;
}

Caller caller_of(const TokenClaims& claims, const SessionState& state) {
    if (state.account != claims.subject) throw bad_token();
    return {.account = state.account, .role = state.role, .customer = state.customer, .session = claims.session};
}

}  // namespace

AccessCheck::AccessCheck(const TokenSigner& tokens, SessionLookup& sessions, const Roles& roles,
                         const caching::Invalidations& invalidations, const Clock& clock, Rules rules)
    : tokens_(tokens),
      sessions_(sessions),
      roles_(roles),
      clock_(clock),
      rules_(rules),
      verified_(invalidations, {.bytes_max = verified_bytes_max, .lifetime_ms = verified_lifetime}) {}

std::shared_ptr<const TokenClaims> AccessCheck::identify(const Route& route, const http::Request& request) {
    if (route.access == Access::open) return nullptr;
    const auto header = request.header("Authorization");
    if (!header) {
        if (is_open(route)) return nullptr;
        throw Refusal(problems::unauthorized, "Send a token: Authorization: Bearer …");
    }
    // RFC 9110, 11.4: the scheme, one or more spaces, the token.
    const std::string_view rest = header->substr(std::min(scheme.size(), header->size()));
    if (!rest.starts_with(' ') || !http::same_name(header->substr(0, scheme.size()), scheme)) {
        throw Refusal(problems::unauthorized, "The Authorization header must be Bearer, a space and a token.");
    }
    return claims_of(rest.substr(std::min(rest.find_first_not_of(' '), rest.size())));
}

std::shared_ptr<const TokenClaims> AccessCheck::claims_of(std::string_view token) {
    const Timestamp now = clock_.now();
    const std::string_view signature = token.substr(token.size() - std::min(token.size(), signature_letters));
    if (const auto known = verified_.find(signature); known && known->text == token) {
        if (has_ended(known->claims, now)) throw bad_token();
        return {known, &known->claims};
    }
    const caching::SequenceNumber began = verified_.now();
    auto claims = tokens_.verify(token, now);
    if (!claims) throw bad_token();
    const std::size_t bytes =
        sizeof(VerifiedToken) + token.size() + claims->role.capacity() + claims->token_id.capacity();
    const auto verified = std::make_shared<const VerifiedToken>(VerifiedToken{std::string(token), std::move(*claims)});
    verified_.put(signature, {.value = verified, .tags = {}, .bytes = bytes, .constant = true}, began);
    return {verified, &verified->claims};
}

std::optional<Caller> AccessCheck::cached_caller(const TokenClaims& claims) const {
    const auto state = sessions_.known(claims.session);
    if (!state) return std::nullopt;
    return caller_of(claims, *state);
}

Caller AccessCheck::resolve(const TokenClaims& claims) const {
    const auto state = sessions_.find(claims.session);
    if (!state) throw bad_token();
    return caller_of(claims, *state);
}

void AccessCheck::permit(const Route& route, const Caller& caller) const {
    if (is_open(route) || caller.may(route.permission, roles_)) return;
    throw Refusal(problems::forbidden, "This requires the permission " + std::string(name_of(route.permission)) + ".");
}

}  // namespace till
