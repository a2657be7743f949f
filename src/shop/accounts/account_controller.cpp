#include "shop/accounts/account_controller.h"

#include "api/exchange.h"

namespace till {
namespace {

http::Response shown(const AccountView& account) {
    return versioned(ok(schemas::account().write(account)), account.version);
}

}  // namespace

http::Response AccountController::list(const Request& request) {
    const SearchRequest query = read_query(schemas_.account_query, request, cursors_);
    return page_of(schemas::account_page(), request, accounts_.list(query), cursors_);
}

http::Response AccountController::show(const Request& request) { return shown(accounts_.find(request.id_in_path())); }

http::Response AccountController::create(const Request& request) {
    const AccountView account = accounts_.add(actor_of(request), read_body(schemas_.new_account, request));
    return created("/accounts", account.id, schemas::account().write(account));
}

http::Response AccountController::sign_up(const Request& request) {
    const AccountView account = accounts_.add(origin_of(request), read_body(schemas::registration(), request));
    return created_at("/me", schemas::account().write(account));
}

http::Response AccountController::replace(const Request& request) {
    const AccountDetails details = read_body(schemas_.account_details, request);
    return shown(accounts_.change(actor_of(request), request.id_in_path(), expected_version(request),
                                  [&](AccountDetails& account) { account = details; }));
}

http::Response AccountController::change(const Request& request) {
    const auto patch = read_patch(schemas_.account_details, request);
    return shown(accounts_.change(actor_of(request), request.id_in_path(), expected_version(request),
                                  [&](AccountDetails& account) { patch.apply_to(account); }));
}

http::Response AccountController::remove(const Request& request) {
    accounts_.remove(actor_of(request), request.id_in_path(), expected_version(request));
    return no_content();
}

}  // namespace till
