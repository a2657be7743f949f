#include "controllers/account_controller.h"

#include "controllers/exchange.h"
#include "schemas/schemas.h"

namespace till {

http::Response AccountController::create(const Request& request) {
    const AccountView account = accounts_.add(read_body(schemas::new_account(), request));
    return created("/accounts", account.id, schemas::account().write(account));
}

http::Response AccountController::show(const Request& request) {
    return ok(schemas::account().write(accounts_.find(request.id_in_path())));
}

}  // namespace till
