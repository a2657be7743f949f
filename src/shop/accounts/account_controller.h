#pragma once
#include "api/paging.h"
#include "api/request.h"
#include "shop/accounts/account_schema.h"
#include "shop/accounts/account_service.h"

namespace till {

class AccountController {
 public:
    AccountController(const AccountSchemas& schemas, const CursorSealer& cursors, AccountService& accounts)
        : schemas_(schemas), cursors_(cursors), accounts_(accounts) {}

    http::Response list(const Request& request);
    http::Response show(const Request& request);
    http::Response create(const Request& request);
    http::Response sign_up(const Request& request);
    http::Response replace(const Request& request);
    http::Response change(const Request& request);
    http::Response remove(const Request& request);

 private:
    const AccountSchemas& schemas_;
    const CursorSealer& cursors_;
    AccountService& accounts_;
};

}  // namespace till
