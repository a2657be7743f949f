#pragma once
#include "api/request.h"
#include "shop/customers/customer_service.h"

namespace till {

class CustomerController {
 public:
    explicit CustomerController(CustomerService& customers) : customers_(customers) {}

    http::Response list(const Request& request);
    http::Response show(const Request& request);
    http::Response create(const Request& request);
    http::Response replace(const Request& request);
    http::Response change(const Request& request);
    http::Response remove(const Request& request);

 private:
    CustomerService& customers_;
};

}  // namespace till
