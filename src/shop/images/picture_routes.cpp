#include "shop/images/picture_routes.h"

#include "shop/kernel/problems.h"
#include "shop/catalogue/product_schema.h"

namespace till {

void add_picture_routes(RouteTable& table, PictureController& pictures) {
    table.post("/products/{id}/image", pictures, &PictureController::set)
        .summary("Set a product's picture")
        .named("Products", "setProductImage")
        .allow(Permission::products_write)
        .guarded()
        .makes_pictures()
        .takes_bytes(picture_types,
                     "A JPEG, PNG or WebP picture of at most 25 million pixels. It is stored as WebP in three sizes, "
                     "upright and without metadata")
        .sized(BodySize::picture)
        .answers(200, "The product, with the picture's path as its `image_url`", schemas::product())
        .refuses(problems::bad_picture);

    table.del("/products/{id}/image", pictures, &PictureController::remove)
        .summary("Remove a product's picture")
        .named("Products", "removeProductImage")
        .allow(Permission::products_write)
        .guarded()
        .answers(204,
                 "The product no longer has an `image_url`, whether it led to a picture of the shop or elsewhere. The "
                 "shop deletes a picture that no other product uses");

    // Browsers send no token for a picture. Its name is a digest: only who was shown the product knows it.
    table.add(http::Method::get, "/images/{file}", pictures, &PictureController::show)
        .open()
        .undocumented()
        .cached(Cached::for_everyone);
}

}  // namespace till
