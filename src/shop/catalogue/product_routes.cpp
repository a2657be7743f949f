#include "shop/catalogue/product_routes.h"

#include "shop/catalogue/product_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_product_routes(RouteTable& table, ProductController& products) {
    table.get("/products", products, &ProductController::list)
        .summary("List and search products")
        .named("Products", "listProducts")
        .allow(Permission::products_read)
        .lists()
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .asks(schemas::product_query())
        .answers(200, "A page of products", schemas::product_page());

    table.get("/products/{id}", products, &ProductController::show)
        .summary("Show a product")
        .named("Products", "showProduct")
        .allow(Permission::products_read)
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .answers(200, "The product", schemas::product());

    table.post("/products", products, &ProductController::create)
        .summary("Add a product")
        .named("Products", "createProduct")
        .allow(Permission::products_write)
        .takes(schemas::new_product())
        .creates("The product", schemas::product())
        .refuses(problems::sku_taken);

    table.put("/products/{id}", products, &ProductController::replace)
        .summary("Replace a product's details")
        .named("Products", "replaceProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes(schemas::product_details())
        .answers(200, "The product", schemas::product())
        .refuses(problems::sku_taken);

    table.patch("/products/{id}", products, &ProductController::change)
        .summary("Change some of a product's details")
        .named("Products", "changeProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes_patch(schemas::product_details())
        .answers(200, "The product", schemas::product())
        .refuses(problems::sku_taken);

    table.del("/products/{id}", products, &ProductController::remove)
        .summary("Remove a product")
        .named("Products", "removeProduct")
        .allow(Permission::products_write)
        .guarded()
        .answers(204, "The product is removed; orders that contain it keep their lines");

    table.get("/categories", products, &ProductController::list_categories)
        .summary("List categories")
        .named("Products", "listCategories")
        .allow(Permission::products_read)
        .lists()
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .answers_list(200, "Every category that has a product, by name", schemas::category());

    table.post("/products/{id}/image", products, &ProductController::set_picture)
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

    table.del("/products/{id}/image", products, &ProductController::remove_picture)
        .summary("Remove a product's picture")
        .named("Products", "removeProductImage")
        .allow(Permission::products_write)
        .guarded()
        .answers(204,
                 "The product no longer has an `image_url`, whether it led to a picture of the shop or elsewhere. The "
                 "shop deletes a picture that no other product uses");
}

}  // namespace till
