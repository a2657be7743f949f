#pragma once
#include "api/route_table.h"
#include "shop/customers/customer_controller.h"
#include "shop/customers/customer_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_customer_routes(RouteTable& table, CustomerController& customers, const CustomerSchemas& schemas);

}  // namespace till
