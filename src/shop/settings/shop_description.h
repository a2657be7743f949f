#pragma once
#include <string>
#include <vector>

#include "shop/kernel/role.h"

namespace till {

/// An account that every visitor may use, of a demonstration.
struct DemonstrationAccount {
    std::string username;
    std::string password;
    Role role;
};

/// What anyone may know of the shop before signing in.
struct ShopDescription {
    std::string name;
    std::string currency;
    int currency_digits = 2;
    std::string time_zone;
    bool public_catalogue = false;
    bool registration = false;
    std::vector<std::string> image_hosts;  ///< as the configuration has them; see ImageHosts
    std::vector<DemonstrationAccount> demonstration_accounts;
};

}  // namespace till
