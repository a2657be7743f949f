#pragma once
#include "api/route_table.h"
#include "shop/images/picture_controller.h"

namespace till {

void add_picture_routes(RouteTable& table, PictureController& pictures);

}  // namespace till
