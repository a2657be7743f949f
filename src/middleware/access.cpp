#include "middleware/access.h"

namespace till {
namespace {

constexpr std::string_view scheme = "Bearer ";

// One answer for every token that is not good, or no longer.
Refusal bad_token() { return {problems::unauthorized, "The token is not valid, or no longer."}; }

Caller caller_of(const TokenClaims& claims, const SessionState& state) {
    if (state.account != claims.subject || claims.generation < state.generation_min) throw bad_token();
    return {.account = state.account,
            .role = state.role,
            .customer = state.customer,
            .session = claims.session,
            .generation = claims.generation};
}

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
    if (!claims) throw bad_token();
    return claims;
}

std::optional<Caller> AccessCheck::remembered(const TokenClaims& claims) const {
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
    if (is_open(route) || caller.may(route.permission)) return;
    throw Refusal(problems::forbidden, "This needs the permission " + std::string(name_of(route.permission)) + ".");
}

}  // namespace till
