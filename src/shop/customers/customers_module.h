#pragma once
#include "api/module_context.h"
#include "shop/customers/customer_controller.h"
#include "shop/customers/customer_repository.h"
#include "shop/customers/customer_schema.h"
#include "shop/customers/customer_service.h"

namespace till {

/// The customers.
struct CustomersModule {
    CustomersModule(const ModuleContext& context, CustomerRepository& customers);
    CustomersModule(const CustomersModule&) = delete;
    CustomersModule& operator=(const CustomersModule&) = delete;

    CustomerSchemas schemas;
    CustomerService service;
    CustomerController controller;
};

}  // namespace till
