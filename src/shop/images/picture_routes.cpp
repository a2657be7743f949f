#include "api/route_table.h"

namespace till {

void add_picture_routes(RouteTable& table) {
    // Browsers send no token for a picture. Its name is a digest: only who was shown the product knows it.
    table.add(http::Method::get, "/images/{file}", &PictureController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
