#pragma once
#include "api/paging.h"
#include "api/request.h"
#include "shop/orders/order_schema.h"
#include "shop/orders/order_service.h"

namespace till {

class OrderController {
 public:
    OrderController(const OrderSchemas& schemas, const CursorSealer& cursors, OrderService& orders)
        : schemas_(schemas), cursors_(cursors), orders_(orders) {}

    http::Response checkout(const Request& request);
    http::Response place(const Request& request);
    http::Response list(const Request& request);
    http::Response list_own(const Request& request);
    http::Response show(const Request& request);
    http::Response track(const Request& request);
    http::Response transition(const Request& request);
    http::Response cancel(const Request& request);

 private:
    http::Response response_with(const Order& order) const;

    const OrderSchemas& schemas_;
    const CursorSealer& cursors_;
    OrderService& orders_;
};

}  // namespace till
