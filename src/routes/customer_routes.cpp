#include "models/problems.h"
#include "routes/route_table.h"
#include "schemas/schemas.h"

namespace till {

void add_customer_routes(RouteTable& table) {
    table.post("/customers", &CustomerController::create)
        .summary("Add a customer")
        .named("Customers and accounts", "createCustomer")
        .allow(Permission::customers_write)
        .takes(schemas::new_customer())
        .creates("The customer", schemas::customer())
        .refuses(problems::email_taken);

    table.get("/customers/{id}", &CustomerController::show)
        .summary("Show a customer")
        .named("Customers and accounts", "showCustomer")
        .allow(Permission::customers_read)
        .cached(Cached::for_everyone)
        .answers(200, "The customer", schemas::customer());
}

}  // namespace till
