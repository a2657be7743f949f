#pragma once
#include <cstdint>
#include <string>

#include "shop/accounts/account.h"

namespace till {

struct Credentials {
    std::string username;
    std::string password;
};

/// What a successful sign-in gives, and each refresh of it.
struct SignedIn {
    std::string token;
    std::int64_t expires_in_s = 0;
    std::string refresh_token;
    Account account;
};

struct RefreshRequest {
    std::string refresh_token;
};

struct PasswordChange {
    std::string current_password;
    std::string new_password;
};

}  // namespace till
