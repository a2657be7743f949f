#include "models/problems.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_account_routes(RouteTable& table) {
    table.post("/accounts", &AccountController::create)
        .summary("Make an account")
        .named("Customers and accounts", "createAccount")
        .allow(Permission::accounts_write)
        .hashes_passwords()
        .takes(schemas::new_account())
        .creates("The account", schemas::account())
        .refuses(problems::username_taken, problems::customer_has_account);

    table.get("/accounts/{id}", &AccountController::show)
        .summary("Show an account")
        .named("Customers and accounts", "showAccount")
        .allow(Permission::accounts_read)
        .cached(Cached::for_everyone)
        .answers(200, "The account with its customer", schemas::account());
}

}  // namespace till
