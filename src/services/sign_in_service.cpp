#include "services/sign_in_service.h"

#include "models/problems.h"

namespace till {

SignedIn SignInService::sign_in(const Credentials& credentials) {
    const auto account = database_.read(
        [&](database::Session& session) { return accounts_.find_by_username(session, credentials.username); });
    if (!account) passwords_.verify_nothing(credentials.password);
    if (!account || !passwords_.verify(account->password_hash, credentials.password)) {
        throw Refusal(problems::invalid_credentials, "Username or password is wrong.");
    }
    const TokenClaims claims{.subject = account->id, .role = account->role.name(), .customer = account->customer_id};
    return {tokens_.issue(claims, clock_.now()), tokens_.lifetime().count(), *account};
}

}  // namespace till
