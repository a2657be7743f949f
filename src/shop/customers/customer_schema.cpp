#include "shop/customers/customer_schema.h"

#include "api/page_schema.h"
#include "shop/customers/customer_fields.h"

namespace till::schemas {

const Schema<CustomerDetails>& new_customer() {
    static const auto schema = customer_fields<CustomerDetails>("NewCustomer", "A customer to add");
    return schema;
}

const Schema<CustomerDetails>& customer_details() {
    static const auto schema = customer_fields<CustomerDetails>("CustomerDetails", "A customer's details");
    return schema;
}

const Schema<Customer>& customer() {
    static const auto schema =
        Schema<Customer>("Customer", "A customer")
            .field("id", &Customer::id, id{}, "The customer's id")
            .field("name", &Customer::name, text{.max = 200}, "The customer's name")
            .field("email", &Customer::email, email{}, "E-mail address")
            .field("phone", &Customer::phone, text{.max = 50}, "Phone number")
            .field("version", &Customer::version, integer{.min = 1}, "Increases with every change")
            .field("created_at", &Customer::created_at, timestamp{}, "When the customer was added")
            .field("updated_at", &Customer::updated_at, timestamp{}, "When the customer was last changed");
    return schema;
}

const Schema<Page<Customer>>& customer_page() {
    static const auto schema = page_schema("CustomerPage", "A page of customers", customer());
    return schema;
}

const Schema<SearchRequest>& customer_query() {
    static const auto schema = with_pages(
        Schema<SearchRequest>("CustomerQuery", "Which customers")
            .field("search", &SearchRequest::search, text{.max = 200},
                   "Terms that must all occur in the name, e-mail address or phone number, ignoring case and accents. "
                   "Digits of a phone number match however the number is grouped. Only the 8 longest terms count"));
    return schema;
}

}  // namespace till::schemas
