#pragma once
#include "api/route_table.h"
#include "shop/sessions/sign_in_controller.h"

namespace till {

void add_sign_in_routes(RouteTable& table, SignInController& sign_ins);

}  // namespace till
