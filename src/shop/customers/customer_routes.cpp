#include "shop/customers/customer_routes.h"

#include "shop/customers/customer_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_customer_routes(RouteTable& table, CustomerController& customers, const CustomerSchemas& schemas) {
    table.get("/customers", customers, &CustomerController::list)
        .summary("List customers")
        .named("Customers and accounts", "listCustomers")
        .allow(Permission::customers_read)
        .lists()
        .asks(schemas.customer_query)
        .cached(Cached::for_everyone)
        .responds(200, "A page of customers, newest first", schemas::customer_page());

    table.get("/customers/{id}", customers, &CustomerController::show)
        .summary("Retrieve a customer")
        .named("Customers and accounts", "showCustomer")
        .allow(Permission::customers_read)
        .cached(Cached::for_everyone)
        .responds(200, "The customer", schemas::customer());

    table.post("/customers", customers, &CustomerController::create)
        .summary("Create a customer")
        .named("Customers and accounts", "createCustomer")
        .allow(Permission::customers_write)
        .takes(schemas::new_customer())
        .creates("The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.put("/customers/{id}", customers, &CustomerController::replace)
        .summary("Replace a customer")
        .named("Customers and accounts", "replaceCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .takes(schemas::customer_details())
        .responds(200, "The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.patch("/customers/{id}", customers, &CustomerController::change)
        .summary("Update a customer")
        .named("Customers and accounts", "changeCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .takes_patch(schemas::customer_details())
        .responds(200, "The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.del("/customers/{id}", customers, &CustomerController::remove)
        .summary("Delete a customer")
        .named("Customers and accounts", "removeCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .responds(204,
                  "The customer is deleted with the cart, the account and all personal data. The orders are kept "
                  "without a customer")
        .refuses(problems::last_admin);
}

}  // namespace till
