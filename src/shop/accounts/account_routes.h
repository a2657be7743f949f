#pragma once
#include "api/route_table.h"
#include "shop/accounts/account_controller.h"

namespace till {

void add_account_routes(RouteTable& table, AccountController& accounts);

}  // namespace till
