#pragma once
#include "api/route_table.h"
#include "shop/customers/customer_controller.h"

namespace till {

void add_customer_routes(RouteTable& table, CustomerController& customers);

}  // namespace till
