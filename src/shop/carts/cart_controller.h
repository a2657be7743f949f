#pragma once
#include "api/request.h"
#include "shop/carts/cart_schema.h"
#include "shop/carts/cart_service.h"

namespace till {

class CartController {
 public:
    CartController(const CartSchemas& schemas, CartService& carts) : schemas_(schemas), carts_(carts) {}

    http::Response show(const Request& request);
    http::Response add(const Request& request);
    http::Response set_quantity(const Request& request);
    http::Response remove(const Request& request);
    http::Response clear(const Request& request);

 private:
    const CartSchemas& schemas_;
    CartService& carts_;
};

}  // namespace till
