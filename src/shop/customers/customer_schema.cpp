#include "api/schemas.h"

namespace till::schemas {
namespace {

/// The fields that one may set, for a customer to add and one to change.
template <class T>
Schema<T> details_schema(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "The customer's name")
        .field("email", &T::email, email{}, "E-mail address, unique to one customer, case-insensitive")
        .field("phone", &T::phone, text{.min = 1, .max = 50}, "Phone number, in any notation");
}

}  // namespace

const Schema<CustomerDetails>& new_customer() {
    static const auto schema = details_schema<CustomerDetails>("NewCustomer", "A customer to add");
    return schema;
}

const Schema<CustomerDetails>& customer_details() {
    static const auto schema = details_schema<CustomerDetails>("CustomerDetails", "A customer's details");
    return schema;
}

const Schema<Registration>& registration() {
    static const auto schema =
        details_schema<Registration>("Registration", "A customer and an account to create together")
            .field("username", &Registration::username, username{}, "Username, case-insensitive")
            .field("password", &Registration::password, password{},
                   "8 to 256 bytes, not easily guessed; stored only as a hash");
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
