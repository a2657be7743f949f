#include "shop/customers/customers_module.h"

#include "shop/customers/customer_routes.h"

namespace till {

CustomersModule::CustomersModule(const ModuleContext& context, CustomerRepository& customers)
    : service(context.database, customers, context.clock), controller(service) {
    add_customer_routes(context.routes, controller);
}

}  // namespace till
