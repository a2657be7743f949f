#include "shop/catalogue/product_routes.h"

#include "shop/catalogue/product_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_product_routes(RouteTable& table, ProductController& products, const ProductSchemas& schemas) {
    table.get("/products", products, &ProductController::list)
        .summary("List products")
        .named("Products", "listProducts")
        .allow(Permission::products_read)
        .lists()
        .opened_by(ConfigGate::public_catalogue)
        .cached(Cached::for_everyone)
        .asks(schemas.product_query)
        .responds(200, "A page of products", schemas.product_page);

    table.get("/products/{id}", products, &ProductController::show)
        .summary("Retrieve a product")
        .named("Products", "showProduct")
        .allow(Permission::products_read)
        .opened_by(ConfigGate::public_catalogue)
        .cached(Cached::for_everyone)
        .responds(200, "The product", schemas.product);

    table.post("/products", products, &ProductController::create)
        .summary("Create a product")
        .named("Products", "createProduct")
        .allow(Permission::products_write)
        .takes(schemas.new_product)
        .creates("The product", schemas.product)
        .refuses(problems::sku_taken);

    table.put("/products/{id}", products, &ProductController::replace)
        .summary("Replace a product")
        .named("Products", "replaceProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes(schemas.product_details)
        .responds(200, "The product", schemas.product)
        .refuses(problems::sku_taken);

    table.patch("/products/{id}", products, &ProductController::change)
        .summary("Update a product")
        .named("Products", "changeProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes_patch(schemas.product_details)
        .responds(200, "The product", schemas.product)
        .refuses(problems::sku_taken);

    table.del("/products/{id}", products, &ProductController::remove)
        .summary("Delete a product")
        .named("Products", "removeProduct")
        .allow(Permission::products_write)
        .guarded()
        .responds(204, "The product is deleted. Orders that contain it keep their lines");

    table.get("/categories", products, &ProductController::list_categories)
        .summary("List categories")
        .named("Products", "listCategories")
        .allow(Permission::products_read)
        .lists()
        .opened_by(ConfigGate::public_catalogue)
        .cached(Cached::for_everyone)
        .responds_with_list(200, "Categories with at least one product, sorted by name", schemas::category());

    table.post("/products/{id}/image", products, &ProductController::set_image)
        .summary("Upload a product image")
        .named("Products", "setProductImage")
        .allow(Permission::products_write)
        .guarded()
        .makes_images()
        .takes_bytes(image_types,
                     "A JPEG, PNG or WebP image of at most 25 million pixels. It is stored as WebP in three sizes, "
                     "upright and without metadata")
        .sized(BodySize::image)
        .responds(200, "The product, with the path of the image as its `image_url`", schemas.product)
        .refuses(problems::bad_image);

    table.del("/products/{id}/image", products, &ProductController::remove_image)
        .summary("Delete a product image")
        .named("Products", "removeProductImage")
        .allow(Permission::products_write)
        .guarded()
        .responds(
            204,
            "The `image_url` of the product is null, whether it was an image of the shop or an external URL. An image "
            "of the shop that no other product uses is deleted");
}

}  // namespace till
