#include "shop/sessions/sign_in_controller.h"

#include "api/exchange.h"
#include "shop/sessions/sign_in_schema.h"

namespace till {

http::Response SignInController::sign_in(const Request& request) {
    const Credentials credentials = read_body(schemas::credentials(), request);
    return ok(schemas::signed_in().write(sign_ins_.sign_in(credentials, origin_of(request))));
}

http::Response SignInController::refresh(const Request& request) {
    const RefreshRequest refresh = read_body(schemas::refresh_request(), request);
    return ok(schemas::signed_in().write(sign_ins_.refresh(refresh.refresh_token, origin_of(request))));
}

http::Response SignInController::sign_out(const Request& request) {
    sign_ins_.sign_out(actor_of(request));
    return no_content();
}

http::Response SignInController::show_own(const Request& request) {
    return ok(schemas_.own_account.write(accounts_.find(request.caller.account)));
}

http::Response SignInController::change_own_password(const Request& request) {
    const PasswordChange change = read_body(schemas::password_change(), request);
    return ok(schemas::signed_in().write(sign_ins_.change_password(actor_of(request), change)));
}

}  // namespace till
