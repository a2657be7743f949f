#include "shop/kernel/problems.h"
#include "api/route_table.h"
#include "api/schemas.h"

namespace till {

void add_product_routes(RouteTable& table) {
    table.get("/products", &ProductController::list)
        .summary("List products")
        .named("Products", "listProducts")
        .allow(Permission::products_read)
        .lists()
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .asks(schemas::product_query())
        .answers(200, "A page of products", schemas::product_page());

    table.get("/products/{id}", &ProductController::show)
        .summary("Retrieve a product")
        .named("Products", "showProduct")
        .allow(Permission::products_read)
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .answers(200, "The product", schemas::product());

    table.post("/products", &ProductController::create)
        .summary("Create a product")
        .named("Products", "createProduct")
        .allow(Permission::products_write)
        .takes(schemas::new_product())
        .creates("The product", schemas::product())
        .refuses(problems::sku_taken);

    table.put("/products/{id}", &ProductController::replace)
        .summary("Replace a product")
        .named("Products", "replaceProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes(schemas::product_details())
        .answers(200, "The product", schemas::product())
        .refuses(problems::sku_taken);

    table.patch("/products/{id}", &ProductController::change)
        .summary("Update a product")
        .named("Products", "changeProduct")
        .allow(Permission::products_write)
        .guarded()
        .takes_patch(schemas::product_details())
        .answers(200, "The product", schemas::product())
        .refuses(problems::sku_taken);

    table.del("/products/{id}", &ProductController::remove)
        .summary("Delete a product")
        .named("Products", "removeProduct")
        .allow(Permission::products_write)
        .guarded()
        .answers(204, "The product is deleted. Orders that contain it keep their lines");

    table.get("/categories", &ProductController::list_categories)
        .summary("List categories")
        .named("Products", "listCategories")
        .allow(Permission::products_read)
        .lists()
        .opened_by(Opening::public_catalogue)
        .cached(Cached::for_everyone)
        .answers_list(200, "Categories with at least one product, sorted by name", schemas::category());
}

}  // namespace till
