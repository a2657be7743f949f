#include "shop/customers/customer_schema.h"

#include "api/list_page_schema.h"
#include "shop/customers/customer_fields.h"

namespace till::schemas {
namespace {

Schema<SearchRequest> customer_query_schema(const ShopSettings& shop) {
    return with_pages(
        Schema<SearchRequest>("CustomerQuery", "Filters for customers")
            .field("search", &SearchRequest::search, text{.max = 200},
                   "Terms that must all occur in the name, e-mail address or phone number, ignoring case and accents. "
                   "Digits of a phone number match however the number is grouped. Only the 8 longest terms count"),
        shop.list_page_bounds);
}

}  // namespace

const Schema<CustomerDetails>& new_customer() {
    static const auto schema =
        customer_fields<CustomerDetails>("NewCustomer", "A customer to create").example(customer_example());
    return schema;
}

const Schema<CustomerDetails>& customer_details() {
    static const auto schema =
        customer_fields<CustomerDetails>("CustomerDetails", "The fields of a customer that can be changed")
            .example(customer_example());
    return schema;
}

const Schema<Customer>& customer() {
    static const auto schema =
        Schema<Customer>("Customer", "A customer")
            .field("id", &Customer::id, id{}, "Customer ID")
            .field("name", &Customer::name, text{.max = 200}, "Customer name")
            .field("email", &Customer::email, email{}, "E-mail address")
            .field("phone", &Customer::phone, text{.max = 50}, "Phone number")
            .field("version", &Customer::version, integer{.min = 1}, "Version, which increases with every change")
            .field("created_at", &Customer::created_at, timestamp{}, "Time of creation")
            .field("updated_at", &Customer::updated_at, timestamp{}, "Time of the last change")
            .example(customer_example({{"id", 7}}));
    return schema;
}

const Schema<ListPage<Customer>>& customer_page() {
    static const auto schema = list_page_schema("CustomerPage", "A page of customers", customer());
    return schema;
}

}  // namespace till::schemas

namespace till {

CustomerSchemas::CustomerSchemas(const ShopSettings& shop) : customer_query(schemas::customer_query_schema(shop)) {}

}  // namespace till
