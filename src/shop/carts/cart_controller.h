#pragma once
#include "api/request.h"
#include "shop/carts/cart_service.h"

namespace till {

class CartController {
 public:
    explicit CartController(CartService& carts) : carts_(carts) {}

    http::Response show(const Request& request);
    http::Response add(const Request& request);
    http::Response set_quantity(const Request& request);
    http::Response remove(const Request& request);
    http::Response clear(const Request& request);

 private:
    CartService& carts_;
};

}  // namespace till
