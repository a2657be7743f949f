#include "shop/kernel/problems.h"
#include "api/route_table.h"
#include "api/schemas.h"

namespace till {

void add_picture_routes(RouteTable& table) {
    table.post("/products/{id}/image", &PictureController::set)
        .summary("Upload a product image")
        .named("Products", "setProductImage")
        .allow(Permission::products_write)
        .guarded()
        .makes_pictures()
        .takes_bytes(picture_types,
                     "A JPEG, PNG or WebP image of at most 25 million pixels. It is stored as WebP in three sizes, "
                     "upright and without metadata")
        .sized(BodySize::picture)
        .answers(200, "The product, with the path of the image as its `image_url`", schemas::product())
        .refuses(problems::bad_picture);

    table.del("/products/{id}/image", &PictureController::remove)
        .summary("Delete a product image")
        .named("Products", "removeProductImage")
        .allow(Permission::products_write)
        .guarded()
        .answers(
            204,
            "The `image_url` of the product is null, whether it was an image of the shop or an external URL. An image "
            "of the shop that no other product uses is deleted");

    // Browsers send no token for a picture. Its name is a digest: only who was shown the product knows it.
    table.add(http::Method::get, "/images/{file}", &PictureController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
