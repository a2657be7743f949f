#include "shop/inventory/inventory_module.h"

#include "shop/inventory/stock_routes.h"

namespace till {

InventoryModule::InventoryModule(const ModuleContext& context, StockRepository& stock, ProductDirectory& products)
    : service(context.database, products, stock, context.clock), controller(service) {
    add_stock_routes(context.routes, controller);
}

}  // namespace till
