#pragma once
#include "api/paging.h"
#include "api/request.h"
#include "shop/customers/customer_schema.h"
#include "shop/customers/customer_service.h"

namespace till {

class CustomerController {
 public:
    CustomerController(const CustomerSchemas& schemas, const CursorSealer& cursors, CustomerService& customers)
        : schemas_(schemas), cursors_(cursors), customers_(customers) {}

    http::Response list(const Request& request);
    http::Response show(const Request& request);
    http::Response create(const Request& request);
    http::Response replace(const Request& request);
    http::Response change(const Request& request);
    http::Response remove(const Request& request);

 private:
    const CustomerSchemas& schemas_;
    const CursorSealer& cursors_;
    CustomerService& customers_;
};

}  // namespace till
