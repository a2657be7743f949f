#pragma once
#include "api/request.h"
#include "shop/carts/cart_service.h"
#include "shop/orders/order_service.h"

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
