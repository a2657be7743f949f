#include "middleware/access.h"

namespace till {
namespace {

constexpr std::string_view scheme = "Bearer ";

}  // namespace

Caller AccessCheck::admit(const Route& route, const http::Request& request) const {
    if (route.access == Access::open) return {};
    const Caller caller = caller_of(request);
    if (!caller.may(route.permission)) {
        throw Refusal(problems::forbidden, "This needs the permission " + std::string(name_of(route.permission)) + ".");
    }
    return caller;
}

Caller AccessCheck::caller_of(const http::Request& request) const {
    const auto header = request.header("Authorization");
    if (!header) throw Refusal(problems::unauthorized, "Send a token: Authorization: Bearer …");
    if (header->size() <= scheme.size() || !http::same_name(header->substr(0, scheme.size()), scheme)) {
        throw Refusal(problems::unauthorized, "The Authorization header has to be: Bearer, a blank and a token.");
    }
    const auto claims = tokens_.verify(header->substr(scheme.size()), clock_.now());
    if (!claims) throw Refusal(problems::unauthorized, "The token is not valid, or no longer.");
    return {.account = claims->subject, .role = Role(claims->role), .customer = claims->customer};
}

}  // namespace till
