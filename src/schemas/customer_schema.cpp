#include "schemas/schemas.h"

namespace till::schemas {

const Schema<CustomerDetails>& new_customer() {
    static const auto schema =
        Schema<CustomerDetails>("NewCustomer", "A customer to add")
            .field("name", &CustomerDetails::name, text{.min = 1, .max = 200}, "How to call the customer")
            .field("email", &CustomerDetails::email, email{}, "One customer an address, without regard to case")
            .field("phone", &CustomerDetails::phone, text{.min = 1, .max = 50}, "Any notation");
    return schema;
}

const Schema<Customer>& customer() {
    static const auto schema =
        Schema<Customer>("Customer", "Someone who buys")
            .field("id", &Customer::id, id{}, "The customer's id")
            .field("name", &Customer::name, text{.max = 200}, "How to call the customer")
            .field("email", &Customer::email, email{}, "Where to write to")
            .field("phone", &Customer::phone, text{.max = 50}, "Where to call")
            .field("version", &Customer::version, integer{.min = 1}, "Goes up with every change")
            .field("created_at", &Customer::created_at, timestamp{}, "When the customer was added")
            .field("updated_at", &Customer::updated_at, timestamp{}, "When the customer was last changed");
    return schema;
}

}  // namespace till::schemas
