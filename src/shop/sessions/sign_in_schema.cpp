#include "shop/sessions/sign_in_schema.h"

#include "shop/accounts/account_schema.h"

namespace till::schemas {

const Schema<Credentials>& credentials() {
    static const auto schema =
        Schema<Credentials>("Credentials", "Sign-in credentials")
            .field("username", &Credentials::username, text{.min = 1, .max = 64}, "Username, case-insensitive")
            .field("password", &Credentials::password, password{.min = 1}, "The account's password");
    return schema;
}

const Schema<SignedIn>& signed_in() {
    static const auto schema =
        Schema<SignedIn>("SignedIn", "An access token, a refresh token and the account they belong to")
            .field("auth_token", &SignedIn::token, text{.max = 4096},
                   "JWT access token. Send it as `Authorization: Bearer <token>`")
            .computed(
                "token_type", [](const SignedIn&) { return std::string("Bearer"); }, text{.max = 10},
                "Authentication scheme of the access token")
            .field("expires_in", &SignedIn::expires_in_s, integer{.min = 1}, "Seconds until the access token expires")
            .field("refresh_token", &SignedIn::refresh_token, text{.max = 200},
                   "Single-use token for POST /login/refresh, which returns a new access token and a new refresh token")
            .nested("account", &SignedIn::account, account_brief(), "The signed-in account");
    return schema;
}

const Schema<RefreshRequest>& refresh_request() {
    static const auto schema = Schema<RefreshRequest>("RefreshRequest", "A refresh token to exchange")
                                   .field("refresh_token", &RefreshRequest::refresh_token, text{.min = 1, .max = 200},
                                          "The latest refresh token of the session");
    return schema;
}

const Schema<PasswordChange>& password_change() {
    static const auto schema =
        Schema<PasswordChange>("PasswordChange", "A new password for the caller's account")
            .field("current_password", &PasswordChange::current_password, password{.min = 1}, "The current password")
            .field("new_password", &PasswordChange::new_password, password{},
                   "8 to 256 bytes, not easily guessed; stored only as a hash");
    return schema;
}

}  // namespace till::schemas
