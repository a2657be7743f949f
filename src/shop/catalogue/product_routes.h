#pragma once
#include "api/route_table.h"
#include "shop/catalogue/product_controller.h"
#include "shop/catalogue/product_schema.h"

namespace till {

/// `schemas` must outlive the routes.
void add_product_routes(RouteTable& table, ProductController& products, const ProductSchemas& schemas);

}  // namespace till
