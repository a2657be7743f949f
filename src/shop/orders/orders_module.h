#pragma once
#include "api/module_context.h"
#include "shop/customers/customer_service.h"
#include "shop/orders/customer_orders.h"
#include "shop/orders/order_controller.h"
#include "shop/orders/order_schema.h"
#include "shop/orders/order_service.h"

namespace till {

/// Orders and checkout. Takes part in removals of customers.
struct OrdersModule {
    OrdersModule(const ModuleContext& context, const OrderRepositories& repositories, CustomerService& customers);
    OrdersModule(const OrdersModule&) = delete;
    OrdersModule& operator=(const OrdersModule&) = delete;

    OrderSchemas schemas;
    CustomerOrders customer_orders;
    OrderService service;
    OrderController controller;
};

}  // namespace till
