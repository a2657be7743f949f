#include "shop/images/picture_routes.h"

namespace till {

void add_picture_routes(RouteTable& table, PictureController& pictures) {
    // Browsers send no token for a picture. Its name is a digest: only who was shown the product knows it.
    table.add(http::Method::get, "/images/{file}", pictures, &PictureController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
