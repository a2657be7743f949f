#pragma once
#include "api/request.h"
#include "shop/accounts/account_service.h"

namespace till {

class AccountController {
 public:
    explicit AccountController(AccountService& accounts) : accounts_(accounts) {}

    http::Response list(const Request& request);
    http::Response show(const Request& request);
    http::Response create(const Request& request);
    http::Response sign_up(const Request& request);
    http::Response replace(const Request& request);
    http::Response change(const Request& request);
    http::Response remove(const Request& request);

 private:
    AccountService& accounts_;
};

}  // namespace till
