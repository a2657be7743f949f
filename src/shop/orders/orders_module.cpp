#include "shop/orders/orders_module.h"

#include "shop/orders/expired_keys.h"
#include "shop/orders/order_routes.h"

namespace till {

OrdersModule::OrdersModule(const ModuleContext& context, const OrderRepositories& repositories,
                           CustomerService& customers)
    : schemas(context.shop),
      customer_orders(repositories.orders),
      service(context.database, repositories, context.clock, context.shop),
      controller(schemas, context.cursors, service) {
    customers.add_observer(customer_orders);
    context.housekeeping.add(remove_expired_keys(repositories.keys));
    add_order_routes(context.routes, controller, schemas);
}

}  // namespace till
