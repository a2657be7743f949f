#pragma once
#include "api/route_table.h"
#include "shop/accounts/account_controller.h"
#include "shop/accounts/account_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_account_routes(RouteTable& table, AccountController& accounts, const AccountSchemas& schemas);

}  // namespace till
