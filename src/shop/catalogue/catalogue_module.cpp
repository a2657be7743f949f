#include "shop/catalogue/catalogue_module.h"

#include "shop/catalogue/product_routes.h"

namespace till {

CatalogueModule::CatalogueModule(const ModuleContext& context, ProductRepository& products, StockOpening& stock,
                                 PictureStore& pictures)
    : service(context.database, products, stock, pictures, context.clock),
      picture_service(context.database, products, pictures, context.clock),
      controller(service, picture_service) {
    add_product_routes(context.routes, controller);
}

}  // namespace till
