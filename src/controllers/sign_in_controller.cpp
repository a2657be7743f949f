#include "controllers/sign_in_controller.h"

#include "controllers/exchange.h"
#include "middleware/client_address.h"
#include "schemas/schemas.h"

namespace till {
namespace {

std::string client_of(const Request& request) { return counted_address(request.client); }

}  // namespace

http::Response SignInController::sign_in(const Request& request) {
    const Credentials credentials = read_body(schemas::credentials(), request);
    return ok(schemas::signed_in().write(sign_ins_.sign_in(credentials, client_of(request))));
}

http::Response SignInController::refresh(const Request& request) {
    const RefreshRequest refresh = read_body(schemas::refresh_request(), request);
    return ok(schemas::signed_in().write(sign_ins_.refresh(refresh.refresh_token)));
}

http::Response SignInController::sign_out(const Request& request) {
    sign_ins_.sign_out(request.caller);
    return no_content();
}

http::Response SignInController::show_own(const Request& request) {
    return ok(schemas::own_account().write(accounts_.find(request.caller.account)));
}

http::Response SignInController::change_own_password(const Request& request) {
    sign_ins_.change_password(request.caller, read_body(schemas::password_change(), request), client_of(request));
    return no_content();
}

}  // namespace till
