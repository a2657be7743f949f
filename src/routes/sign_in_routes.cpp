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
        .takes(schemas::credentials())
        .answers(200, "A token", schemas::signed_in())
        .refuses(problems::invalid_credentials);

    table.get("/me", &SignInController::show_own)
        .summary("Show the account that has signed in")
        .named("Sign-in", "showOwnAccount")
        .allow(Permission::profile_read)
        .cached(Cached::for_account)
        .answers(200, "The account with its customer", schemas::account())
        .refuses(problems::not_found);
}

}  // namespace till
