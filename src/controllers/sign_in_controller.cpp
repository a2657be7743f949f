#include "controllers/sign_in_controller.h"

#include "controllers/exchange.h"
#include "schemas/schemas.h"

namespace till {

http::Response SignInController::sign_in(const Request& request) {
    const Credentials credentials = read_body(schemas::credentials(), request);
    http::Response response = ok(schemas::signed_in().write(sign_ins_.sign_in(credentials)));
    response.add("Cache-Control", "no-store");
    return response;
}

http::Response SignInController::show_own(const Request& request) {
    return ok(schemas::account().write(accounts_.find(request.caller.account)));
}

}  // namespace till
