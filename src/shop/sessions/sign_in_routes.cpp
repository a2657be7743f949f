#include "shop/sessions/sign_in_routes.h"

#include "shop/accounts/account_schema.h"
#include "shop/kernel/problems.h"
#include "shop/sessions/sign_in_schema.h"

namespace till {

void add_sign_in_routes(RouteTable& table, SignInController& sign_ins, const AccountSchemas& schemas) {
    table.post("/login", sign_ins, &SignInController::sign_in)
        .summary("Sign in")
        .named("Sign-in", "signIn")
        .open()
        .hashes_passwords()
        .holds_secrets()
        .takes(schemas::credentials())
        .responds(200, "An access token and a refresh token", schemas::signed_in())
        .refuses(problems::invalid_credentials, problems::sign_in_delayed);

    table.post("/login/refresh", sign_ins, &SignInController::refresh)
        .summary("Refresh the tokens")
        .named("Sign-in", "refreshSignIn")
        .open()
        .holds_secrets()
        .takes(schemas::refresh_request())
        .responds(
            200,
            "A new access token and a new refresh token. A refresh token can be used once: an older one, or the same "
            "one after 10 seconds, ends the session. A client that received no response may send the same token "
            "again within 10 seconds; while the new refresh token is unused, it receives that one again",
            schemas::signed_in())
        .refuses(problems::invalid_refresh_token);

    table.post("/logout", sign_ins, &SignInController::sign_out)
        .summary("Sign out")
        .named("Sign-in", "signOut")
        .allow(Permission::profile_write)
        .responds(204, "Signed out. The tokens of the session are invalid at once");

    table.put("/me/password", sign_ins, &SignInController::change_own_password)
        .summary("Change the password")
        .named("Sign-in", "changeOwnPassword")
        .allow(Permission::profile_write)
        .hashes_passwords()
        .holds_secrets()
        .takes(schemas::password_change())
        .responds(200, "The tokens of a new session. All other tokens of the account are invalid at once",
                  schemas::signed_in())
        .refuses(problems::sign_in_delayed);

    table.get("/me", sign_ins, &SignInController::show_own)
        .summary("Retrieve the signed-in account")
        .named("Sign-in", "showOwnAccount")
        .allow(Permission::profile_read)
        .cached(Cached::for_account)
        .responds(200, "The account with its customer and its permissions", schemas.own_account)
        .refuses(problems::not_found);
}

}  // namespace till
