#include "models/problems.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_sign_in_routes(RouteTable& table) {
    table.post("/login", &SignInController::sign_in)
        .summary("Sign in")
        .named("Sign-in", "signIn")
        .open()
        .hashes_passwords()
        .holds_secrets()
        .takes(schemas::credentials())
        .answers(200, "Two tokens", schemas::signed_in())
        .refuses(problems::invalid_credentials, problems::sign_in_delayed);

    table.post("/login/refresh", &SignInController::refresh)
        .summary(
            "Go on with a sign-in: the next tokens for the latest refresh token, which serves once. Who gets no "
            "answer may send the same again within 10 seconds, and gets the same refresh token again while that "
            "is unused")
        .named("Sign-in", "refreshSignIn")
        .open()
        .holds_secrets()
        .takes(schemas::refresh_request())
        .answers(200,
                 "Two tokens; where an older refresh token is used, or the same after 10 seconds, the session ends",
                 schemas::signed_in())
        .refuses(problems::invalid_refresh_token);

    table.post("/logout", &SignInController::sign_out)
        .summary("Sign out: the session's tokens are dead at once")
        .named("Sign-in", "signOut")
        .allow(Permission::profile_write)
        .answers(204, "Signed out");

    table.put("/me/password", &SignInController::change_own_password)
        .summary("Change the password: every token of the account is dead at once but for the two that come back")
        .named("Sign-in", "changeOwnPassword")
        .allow(Permission::profile_write)
        .hashes_passwords()
        .holds_secrets()
        .takes(schemas::password_change())
        .answers(200, "Two tokens of a new session", schemas::signed_in())
        .refuses(problems::sign_in_delayed);

    table.get("/me", &SignInController::show_own)
        .summary("Show the account that has signed in")
        .named("Sign-in", "showOwnAccount")
        .allow(Permission::profile_read)
        .cached(Cached::for_account)
        .answers(200, "The account with its customer and its permissions", schemas::own_account())
        .refuses(problems::not_found);
}

}  // namespace till
