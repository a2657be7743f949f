#pragma once
#include "api/schema.h"
#include "shop/customers/customer.h"
#include "shop/kernel/page.h"

/// The JSON face of customers. Each schema is made at its first use, after the settings of the process.
namespace till::schemas {

const Schema<CustomerDetails>& new_customer();
const Schema<CustomerDetails>& customer_details();
const Schema<Customer>& customer();
const Schema<Page<Customer>>& customer_page();
const Schema<SearchRequest>& customer_query();

}  // namespace till::schemas
