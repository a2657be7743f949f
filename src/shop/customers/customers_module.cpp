#include "shop/customers/customers_module.h"

#include "shop/customers/customer_routes.h"

namespace till {

CustomersModule::CustomersModule(const ModuleContext& context, CustomerRepository& customers)
    : schemas(context.shop),
      service(context.database, customers, context.clock),
      controller(schemas, context.cursors, service) {
    add_customer_routes(context.routes, controller, schemas);
}

}  // namespace till
