#pragma once
#include "api/route_table.h"
#include "shop/catalogue/product_controller.h"

namespace till {

void add_product_routes(RouteTable& table, ProductController& products);

}  // namespace till
