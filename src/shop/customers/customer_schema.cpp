#include "api/schemas.h"

namespace till::schemas {
namespace {

constexpr const char* example_phone = "+1 212 555 0142";

/// The fields that one may set, for a customer to add and one to change.
template <class T>
Schema<T> details_schema(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "Customer name")
        .field("email", &T::email, email{}, "E-mail address, unique among customers, case-insensitive")
        .field("phone", &T::phone, text{.min = 1, .max = 50}, "Phone number")
        .example({{"name", "Jane Doe"}, {"phone", example_phone}});
}

}  // namespace

const Schema<CustomerDetails>& new_customer() {
    static const auto schema = details_schema<CustomerDetails>("NewCustomer", "A customer to create");
    return schema;
}

const Schema<CustomerDetails>& customer_details() {
    static const auto schema =
        details_schema<CustomerDetails>("CustomerDetails", "The fields of a customer that can be changed");
    return schema;
}

const Schema<Registration>& registration() {
    static const auto schema =
        details_schema<Registration>("Registration", "A customer and an account to create together")
            .field("username", &Registration::username, username{}, "Username, case-insensitive")
            .field("password", &Registration::password, password{},
                   "Password of 8 to 256 bytes that is not easily guessed")
            .example({{"name", "Jane Doe"}, {"phone", example_phone}, {"username", "jane.doe"}});
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
            .example({{"id", 7}, {"name", "Jane Doe"}, {"phone", example_phone}});
    return schema;
}

const Schema<Page<Customer>>& customer_page() {
    static const auto schema = page_schema("CustomerPage", "A page of customers", customer());
    return schema;
}

const Schema<SearchRequest>& customer_query() {
    static const auto schema = with_pages(
        Schema<SearchRequest>("CustomerQuery", "Filters for customers")
            .field("search", &SearchRequest::search, text{.max = 200},
                   "Terms that must all occur in the name, e-mail address or phone number, ignoring case and accents. "
                   "Digits of a phone number match however the number is grouped. Only the 8 longest terms count"));
    return schema;
}

}  // namespace till::schemas
