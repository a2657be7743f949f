#include "shop/catalogue/catalogue_module.h"

#include "shop/catalogue/product_routes.h"

namespace till {

CatalogueModule::CatalogueModule(const ModuleContext& context, ProductRepository& products, StockOpening& stock,
                                 PictureStore& pictures)
    : schemas(context.shop),
      service(context.database, products, stock, pictures, context.clock, context.shop.image_hosts),
      picture_service(context.database, products, pictures, context.clock),
      controller(schemas, context.cursors, service, picture_service) {
    add_product_routes(context.routes, controller, schemas);
}

}  // namespace till
