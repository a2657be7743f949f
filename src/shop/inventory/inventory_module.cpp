#include "shop/inventory/inventory_module.h"

#include "shop/inventory/stock_routes.h"

namespace till {

InventoryModule::InventoryModule(const ModuleContext& context, StockRepository& stock, ProductDirectory& products,
                                 const ProductSchemas& product_schemas)
    : schemas(context.shop),
      service(context.database, products, stock, context.clock),
      controller(schemas, product_schemas, context.cursors, service) {
    add_stock_routes(context.routes, controller, schemas, product_schemas);
}

}  // namespace till
