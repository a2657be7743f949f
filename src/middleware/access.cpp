#include "middleware/access.h"

namespace till {
namespace {

constexpr std::string_view scheme = "Bearer ";

}  // namespace

std::optional<TokenClaims> AccessCheck::identify(const Route& route, const http::Request& request) const {
    if (route.access == Access::open) return std::nullopt;
    const auto header = request.header("Authorization");
    if (!header) {
        if (is_open(route)) return std::nullopt;
        throw Refusal(problems::unauthorized, "Send a token: Authorization: Bearer …");
    }
    if (header->size() <= scheme.size() || !http::same_name(header->substr(0, scheme.size()), scheme)) {
        throw Refusal(problems::unauthorized, "The Authorization header has to be: Bearer, a blank and a token.");
    }
    auto claims = tokens_.verify(header->substr(scheme.size()), clock_.now());
    if (!claims) throw Refusal(problems::unauthorized, "The token is not valid, or no longer.");
    return claims;
}

std::optional<Caller> AccessCheck::remembered(const TokenClaims& claims) const { return resolve(claims); }

Caller AccessCheck::resolve(const TokenClaims& claims) const {
    return {.account = claims.subject, .role = Role(claims.role), .customer = claims.customer};
}

void AccessCheck::permit(const Route& route, const Caller& caller) const {
    if (is_open(route) || caller.may(route.permission)) return;
    throw Refusal(problems::forbidden, "This needs the permission " + std::string(name_of(route.permission)) + ".");
}

}  // namespace till
