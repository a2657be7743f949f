#pragma once
#include "api/schema.h"
#include "shop/customers/customer.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/shop_settings.h"

/// Schemas that are the same in every shop.
namespace till::schemas {

const Schema<CustomerDetails>& new_customer();
const Schema<CustomerDetails>& customer_details();
const Schema<Customer>& customer();
const Schema<ListPage<Customer>>& customer_page();

}  // namespace till::schemas

namespace till {

/// What depends on the shop in the JSON form of customers. Made once for each application.
struct CustomerSchemas {
    /// `shop` must outlive it.
    explicit CustomerSchemas(const ShopSettings& shop);
    CustomerSchemas(const CustomerSchemas&) = delete;
    CustomerSchemas& operator=(const CustomerSchemas&) = delete;

    const schemas::Schema<SearchRequest> customer_query;
};

}  // namespace till
