#include "shop/images/image_routes.h"

namespace till {

void add_image_routes(RouteTable& table, ImageController& images) {
    // Browsers send no token for an image. Its name is a digest: only a client that may read the product knows it.
    table.add(http::Method::get, "/images/{file}", images, &ImageController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
