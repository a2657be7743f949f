#pragma once
#include "api/route_table.h"
#include "shop/images/image_controller.h"

namespace till {

void add_image_routes(RouteTable& table, ImageController& images);

}  // namespace till
