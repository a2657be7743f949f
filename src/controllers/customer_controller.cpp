#include "controllers/customer_controller.h"

#include "controllers/exchange.h"
#include "schemas/schemas.h"

namespace till {

http::Response CustomerController::create(const Request& request) {
    const Customer customer = customers_.add(read_body(schemas::new_customer(), request));
    return created("/customers", customer.id, schemas::customer().write(customer));
}

http::Response CustomerController::show(const Request& request) {
    return ok(schemas::customer().write(customers_.find(request.id_in_path())));
}

}  // namespace till
