#pragma once
#include "middleware/request.h"
#include "services/account_service.h"

namespace till {

class AccountController {
 public:
    explicit AccountController(AccountService& accounts) : accounts_(accounts) {}

    http::Response create(const Request& request);
    http::Response show(const Request& request);

 private:
    AccountService& accounts_;
};

}  // namespace till
