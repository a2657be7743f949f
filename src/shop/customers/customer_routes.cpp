#include "shop/customers/customer_routes.h"

#include "shop/customers/customer_schema.h"
#include "shop/kernel/problems.h"

namespace till {

void add_customer_routes(RouteTable& table, CustomerController& customers) {
    table.get("/customers", customers, &CustomerController::list)
        .summary("List and search customers")
        .named("Customers and accounts", "listCustomers")
        .allow(Permission::customers_read)
        .lists()
        .asks(schemas::customer_query())
        .cached(Cached::for_everyone)
        .answers(200, "A page of customers, newest first", schemas::customer_page());

    table.get("/customers/{id}", customers, &CustomerController::show)
        .summary("Show a customer")
        .named("Customers and accounts", "showCustomer")
        .allow(Permission::customers_read)
        .cached(Cached::for_everyone)
        .answers(200, "The customer", schemas::customer());

    table.post("/customers", customers, &CustomerController::create)
        .summary("Add a customer")
        .named("Customers and accounts", "createCustomer")
        .allow(Permission::customers_write)
        .takes(schemas::new_customer())
        .creates("The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.put("/customers/{id}", customers, &CustomerController::replace)
        .summary("Replace a customer's details")
        .named("Customers and accounts", "replaceCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .takes(schemas::customer_details())
        .answers(200, "The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.patch("/customers/{id}", customers, &CustomerController::change)
        .summary("Change some of a customer's details")
        .named("Customers and accounts", "changeCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .takes_patch(schemas::customer_details())
        .answers(200, "The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.del("/customers/{id}", customers, &CustomerController::remove)
        .summary("Remove a customer")
        .named("Customers and accounts", "removeCustomer")
        .allow(Permission::customers_write)
        .guarded()
        .answers(204, "Cart, account and all personal data are removed; the orders stay without their customer")
        .refuses(problems::last_admin);
}

}  // namespace till
