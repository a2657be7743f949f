#include "shop/catalogue/catalogue_module.h"

#include "shop/catalogue/product_routes.h"

namespace till {

CatalogueModule::CatalogueModule(const ModuleContext& context, ProductRepository& products, StockOpening& stock,
                                 ImageStore& images)
    : schemas(context.shop),
      service(context.database, products, stock, images, context.clock, context.shop.image_hosts),
      image_service(context.database, products, images, context.clock),
      controller(schemas, context.cursors, service, image_service) {
    add_product_routes(context.routes, controller, schemas);
}

}  // namespace till
