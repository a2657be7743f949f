#pragma once
#include "api/request.h"
#include "shop/accounts/account_schema.h"
#include "shop/accounts/account_service.h"
#include "shop/sessions/sign_in_service.h"

namespace till {

class SignInController {
 public:
    SignInController(const AccountSchemas& schemas, SignInService& sign_ins, AccountService& accounts)
        : schemas_(schemas), sign_ins_(sign_ins), accounts_(accounts) {}

    http::Response sign_in(const Request& request);
    http::Response refresh(const Request& request);
    http::Response sign_out(const Request& request);
    http::Response show_own(const Request& request);
    http::Response change_own_password(const Request& request);

 private:
    const AccountSchemas& schemas_;
    SignInService& sign_ins_;
    AccountService& accounts_;
};

}  // namespace till
