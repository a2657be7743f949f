#pragma once
#include "api/route_table.h"
#include "shop/accounts/account_schema.h"
#include "shop/sessions/sign_in_controller.h"

namespace till {

/// `schemas` must outlive the routes.
void add_sign_in_routes(RouteTable& table, SignInController& sign_ins, const AccountSchemas& schemas);

}  // namespace till
