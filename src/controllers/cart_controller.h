#pragma once
#include "middleware/request.h"
#include "services/cart_service.h"
#include "services/order_service.h"

namespace till {

class CartController {
 public:
    CartController(CartService& carts, OrderService& orders) : carts_(carts), orders_(orders) {}

    http::Response show(const Request& request);
    http::Response add(const Request& request);
    http::Response set_quantity(const Request& request);
    http::Response remove(const Request& request);
    http::Response clear(const Request& request);
    http::Response checkout(const Request& request);

 private:
    CartService& carts_;
    OrderService& orders_;
};

}  // namespace till
