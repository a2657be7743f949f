#include "shop/carts/carts_module.h"

#include "shop/carts/cart_routes.h"

namespace till {

CartsModule::CartsModule(const ModuleContext& context, CartRepository& carts, ProductOffers& products,
                         StockLedger& stock)
    : service(context.database, carts, products, stock), controller(service) {
    add_cart_routes(context.routes, controller);
}

}  // namespace till
