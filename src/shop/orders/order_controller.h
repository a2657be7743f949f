#pragma once
#include "api/request.h"
#include "shop/orders/order_service.h"

namespace till {

class OrderController {
 public:
    explicit OrderController(OrderService& orders) : orders_(orders) {}

    http::Response checkout(const Request& request);
    http::Response place(const Request& request);
    http::Response list(const Request& request);
    http::Response list_own(const Request& request);
    http::Response show(const Request& request);
    http::Response track(const Request& request);
    http::Response move(const Request& request);
    http::Response cancel(const Request& request);

 private:
    OrderService& orders_;
};

}  // namespace till
