#include "shop/sessions/sign_in_schema.h"

#include "shop/accounts/account_schema.h"

namespace till::schemas {

constexpr const char* example_refresh_token = "kq3V1mXo0dZcU7sYb2RtNw9LfHgPjEaC";

const Schema<Credentials>& credentials() {
    static const auto schema =
        Schema<Credentials>("Credentials", "Sign-in credentials")
            .field("username", &Credentials::username, text{.min = 1, .max = 64}, "Username, case-insensitive")
            .field("password", &Credentials::password, password{.min = 1}, "Password")
            .example({{"username", "jane.doe"}});
    return schema;
}

const Schema<SignedIn>& signed_in() {
    static const auto schema =
        Schema<SignedIn>("SignedIn", "An access token, a refresh token and the account they belong to")
            .field("auth_token", &SignedIn::token, text{.max = 4096},
                   "Access token (JWT), for the header `Authorization: Bearer <token>`")
            .computed(
                "token_type", [](const SignedIn&) { return std::string("Bearer"); }, text{.max = 10},
                "Authentication scheme of the access token")
            .field("expires_in", &SignedIn::expires_in_s, integer{.min = 1}, "Seconds until the access token expires")
            .field("refresh_token", &SignedIn::refresh_token, text{.max = 200},
                   "Single-use token for POST /login/refresh, which returns a new access token and a new refresh token")
            .nested("account", &SignedIn::account, account_brief(), "The signed-in account")
            .example({{"auth_token", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMiJ9.c2lnbmF0dXJl"},
                      {"token_type", "Bearer"},
                      {"expires_in", 3600},
                      {"refresh_token", example_refresh_token}});
    return schema;
}

const Schema<RefreshRequest>& refresh_request() {
    static const auto schema = Schema<RefreshRequest>("RefreshRequest", "The refresh token of a session")
                                   .field("refresh_token", &RefreshRequest::refresh_token, text{.min = 1, .max = 200},
                                          "The latest refresh token of the session")
                                   .example({{"refresh_token", example_refresh_token}});
    return schema;
}

const Schema<PasswordChange>& password_change() {
    static const auto schema =
        Schema<PasswordChange>("PasswordChange", "A new password for the caller's account")
            .field("current_password", &PasswordChange::current_password, password{.min = 1}, "Current password")
            .field("new_password", &PasswordChange::new_password, password{},
                   "Password of 8 to 256 bytes that is not easily guessed");
    return schema;
}

}  // namespace till::schemas
