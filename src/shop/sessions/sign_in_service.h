#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "platform/security/tokens.h"
#include "platform/time/clock.h"
#include "shop/accounts/account_directory.h"
#include "shop/accounts/password_rules.h"
#include "shop/customers/customer_directory.h"
#include "shop/kernel/caller.h"
#include "shop/kernel/security_log.h"
#include "shop/sessions/password_guard.h"
#include "shop/sessions/refresh_token.h"
#include "shop/sessions/session_repository.h"
#include "shop/sessions/sign_in.h"

namespace till {

/// From sign-in to sign-out. A session is the family of refresh tokens that one sign-in began; every access token
/// belongs to one, and is dead as soon as that has ended.
class SignInService {
 public:
    struct Repositories {
        AccountDirectory& accounts;
        SessionRepository& sessions;
        CustomerDirectory& customers;
    };
    struct Rules {
        std::chrono::hours refresh_lifetime;  ///< how long a session that is not refreshed can be
        std::chrono::hours family_lifetime;   ///< how long a session lasts, however often it is refreshed
        KeyedDigest refresh_key;              ///< what the next refresh tokens are made with
    };
    /// A client that has got no response to a refresh may repeat it for this long, and gets the same.
    static constexpr std::chrono::seconds grace_s{10};

    /// A session lasts at least as long as an access token, whatever the rules say.
    SignInService(database::Database& database, Repositories repositories, PasswordGuard& passwords,
                  const TokenSigner& tokens, Rules rules, SecurityLog& log, const Clock& clock,
                  PasswordRules password_rules = PasswordRules(""));

    /// A session for the right password; the same refusal and the same work for a wrong one and for an unknown user.
    /// Refuses as PasswordGuard does.
    SignedIn sign_in(const Credentials& credentials, const Origin& origin);

    /// The next tokens of the session, for the latest refresh token of it. An older one ends the session, as that is
    /// then in more hands than one (RFC 9700, 4.14.2). But for some seconds the token before the latest gets the same
    /// latest token, while that is unused: its response may have been lost. So all of several clients that send the
    /// latest at once get the same next one. The same refusal for every reason.
    SignedIn refresh(std::string_view refresh_token, const Origin& origin);

    /// Ends the caller's session.
    void sign_out(const Actor& actor);

    /// Sets the password, ends all sessions of the account, the caller's too, and begins a new one. Refuses a wrong
    /// current password as a bad field: 401 would tell clients that their token is dead, and 403 that they may not do
    /// this at all. Guesses at it count as at the sign-in. Refuses a new password that is easily guessed
    /// (shop/accounts/password_rules.h).
    SignedIn change_password(const Actor& actor, const PasswordChange& change);

 private:
    bool is_right(const std::string& username, const std::optional<Account>& account, std::string_view password,
                  const Actor& actor);
    void require_good_password(const Account& account, const std::string& password);
    SignInSession begin_session(database::Transaction& transaction, AccountId account, const RefreshToken& token);
    SignInSession refreshed(SignInSession session, const RefreshToken& next) const;
    std::optional<SignInSession> go_on(database::Transaction& transaction, const SignInSession& session,
                                       const RefreshToken& token, const RefreshToken& next);
    SignedIn signed_in(const Account& account, const SignInSession& session, const RefreshToken& token) const;

    database::Database& database_;
    AccountDirectory& accounts_;
    SessionRepository& sessions_;
    CustomerDirectory& customers_;
    PasswordGuard& passwords_;
    const TokenSigner& tokens_;
    const KeyedDigest refresh_key_;
    const std::chrono::milliseconds refresh_lifetime_ms_;
    const std::chrono::milliseconds family_lifetime_ms_;
    SecurityLog& log_;
    const Clock& clock_;
    const PasswordRules password_rules_;
};

}  // namespace till
