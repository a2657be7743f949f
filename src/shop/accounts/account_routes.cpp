#include "shop/accounts/account_routes.h"

#include "shop/accounts/account_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_account_routes(RouteTable& table, AccountController& accounts, const AccountSchemas& schemas) {
    table.get("/accounts", accounts, &AccountController::list)
        .summary("List accounts")
        .named("Customers and accounts", "listAccounts")
        .allow(Permission::accounts_read)
        .lists()
        .asks(schemas.account_query)
        .cached(Cached::for_everyone)
        .responds(200, "A page of accounts with their customers, newest first", schemas::account_page());

    table.get("/accounts/{id}", accounts, &AccountController::show)
        .summary("Retrieve an account")
        .named("Customers and accounts", "showAccount")
        .allow(Permission::accounts_read)
        .cached(Cached::for_everyone)
        .responds(200, "The account with its customer", schemas::account());

    table.post("/accounts", accounts, &AccountController::create)
        .summary("Create an account")
        .named("Customers and accounts", "createAccount")
        .allow(Permission::accounts_write)
        .hashes_passwords()
        .takes(schemas.new_account)
        .creates("The account", schemas::account())
        .refuses(problems::username_taken, problems::customer_has_account);

    table.post("/register", accounts, &AccountController::sign_up)
        .summary("Register a customer and an account")
        .named("Sign-in", "register")
        .open()
        .opened_by(ConfigGate::registration)
        .hashes_passwords()
        .takes(schemas::registration())
        .creates("The account with its customer, as GET /me returns it after sign-in", schemas::account())
        .refuses(problems::username_taken, problems::email_taken);

    table.put("/accounts/{id}", accounts, &AccountController::replace)
        .summary("Replace an account")
        .named("Customers and accounts", "replaceAccount")
        .allow(Permission::accounts_write)
        .guarded()
        .hashes_passwords()
        .takes(schemas.account_details)
        .responds(200, "The account with its customer", schemas::account())
        .refuses(problems::username_taken, problems::last_admin);

    table.patch("/accounts/{id}", accounts, &AccountController::change)
        .summary("Update an account")
        .named("Customers and accounts", "changeAccount")
        .allow(Permission::accounts_write)
        .guarded()
        .hashes_passwords()
        .takes_patch(schemas.account_details)
        .responds(200, "The account with its customer", schemas::account())
        .refuses(problems::username_taken, problems::last_admin);

    table.del("/accounts/{id}", accounts, &AccountController::remove)
        .summary("Delete an account")
        .named("Customers and accounts", "removeAccount")
        .allow(Permission::accounts_write)
        .guarded()
        .responds(204, "The account is deleted and its tokens are invalid. Its customer is kept")
        .refuses(problems::last_admin);
}

}  // namespace till
