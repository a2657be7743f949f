#pragma once
#include <chrono>
#include <string_view>

#include "database/database.h"
#include "models/caller.h"
#include "models/sign_in.h"
#include "repositories/account_repository.h"
#include "repositories/customer_repository.h"
#include "repositories/session_repository.h"
#include "security/tokens.h"
#include "services/password_guard.h"
#include "services/password_rules.h"
#include "services/refresh_token.h"
#include "utils/clock.h"

namespace till {

/// From sign-in to sign-out. A session is the family of refresh tokens that one sign-in began; every access token
/// belongs to one, and is dead as soon as that has ended.
class SignInService {
 public:
    struct Repositories {
        AccountRepository& accounts;
        SessionRepository& sessions;
        CustomerRepository& customers;
    };
    /// `refresh_lifetime`: how long a session that is not refreshed can be; at least as long as an access token is
    /// good.
    SignInService(database::Database& database, Repositories repositories, PasswordGuard& passwords,
                  const TokenSigner& tokens, std::chrono::hours refresh_lifetime, const Clock& clock,
                  PasswordRules password_rules = PasswordRules(""));

    /// A session for the right password; the same refusal and the same work for a wrong one and for an unknown user.
    /// `client` is the address that tries; refuses as PasswordGuard does.
    SignedIn sign_in(const Credentials& credentials, std::string_view client);

    /// The next tokens of the session, for the latest refresh token of it. Whoever shows an older one ends the session,
    /// as that is then in more hands than one (RFC 9700, 4.14.2); of several who show the latest at once, one is first
    /// and the others show an older one. The same refusal for every reason.
    SignedIn refresh(std::string_view refresh_token);

    /// Ends the caller's session.
    void sign_out(const Caller& caller);

    /// Sets the password, ends all other sessions of the account and kills the older access tokens of the caller's own.
    /// Where that was refreshed since the caller's token was made, someone else may hold the newer ones, and it ends
    /// too. Refuses a wrong current password as a bad field: 401 would tell clients that their token is dead, and 403
    /// that they may not do this at all. Guesses at it count as at the sign-in. Refuses a new password that is easily
    /// guessed (services/password_rules.h).
    void change_password(const Caller& caller, const PasswordChange& change, std::string_view client);

 private:
    SignInSession new_session(AccountId account, const RefreshToken& token) const;
    bool go_on(database::Transaction& transaction, const SignInSession& session, const RefreshToken& token,
               const SignInSession& refreshed);
    SignedIn signed_in(const Account& account, const SignInSession& session, const RefreshToken& token) const;

    database::Database& database_;
    AccountRepository& accounts_;
    SessionRepository& sessions_;
    CustomerRepository& customers_;
    PasswordGuard& passwords_;
    const TokenSigner& tokens_;
    const std::chrono::milliseconds refresh_lifetime_ms_;
    const Clock& clock_;
    const PasswordRules password_rules_;
};

}  // namespace till
