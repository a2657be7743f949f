#include "shop/carts/carts_module.h"

#include "shop/carts/cart_routes.h"

namespace till {

CartsModule::CartsModule(const ModuleContext& context, CartRepository& carts, ProductOffers& products,
                         StockLedger& stock)
    : schemas(context.shop),
      service(context.database, carts, products, stock, context.shop.order_bounds),
      controller(schemas, service) {
    add_cart_routes(context.routes, controller, schemas);
}

}  // namespace till
