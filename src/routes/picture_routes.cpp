#include "models/problems.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_picture_routes(RouteTable& table) {
    table.post("/products/{id}/image", &PictureController::set)
        .summary("Give a product a picture")
        .named("Products", "setProductImage")
        .allow(Permission::products_write)
        .guarded()
        .makes_pictures()
        .takes_bytes(picture_types,
                     "A JPEG, PNG or WebP picture of at most 25 million points. It is kept as WebP in "
                     "three sizes, upright and without metadata")
        .sized(BodySize::picture)
        .answers(200, "The product; its image_url is that of the picture", schemas::product())
        .refuses(problems::bad_picture, problems::not_found);

    table.del("/products/{id}/image", &PictureController::remove)
        .summary("Take a product's picture away")
        .named("Products", "removeProductImage")
        .allow(Permission::products_write)
        .guarded()
        .answers(204,
                 "The product has no image_url, wherever that has led; a picture that no other product shows is gone");

    // Browsers send no token for a picture. Its name is a digest: only who was shown the product knows it.
    table.add(http::Method::get, "/images/{file}", &PictureController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
