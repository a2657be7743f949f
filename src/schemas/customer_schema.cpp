#include "schemas/schemas.h"

namespace till::schemas {
namespace {

/// The fields that one may set, for a customer to add and one to change.
template <class T>
Schema<T> details_schema(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "How to call the customer")
        .field("email", &T::email, email{}, "One customer an address, without regard to case")
        .field("phone", &T::phone, text{.min = 1, .max = 50}, "Any notation");
}

}  // namespace

const Schema<CustomerDetails>& new_customer() {
    static const auto schema = details_schema<CustomerDetails>("NewCustomer", "A customer to add");
    return schema;
}

const Schema<CustomerDetails>& customer_details() {
    static const auto schema = details_schema<CustomerDetails>("CustomerDetails", "What is known of a customer");
    return schema;
}

const Schema<Registration>& registration() {
    static const auto schema =
        details_schema<Registration>("Registration", "A customer with an account, to make in one")
            .field("username", &Registration::username, username{}, "Compared without regard to case")
            .field("password", &Registration::password, password{},
                   "8 to 256 bytes, not easily guessed; kept only as a hash");
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

const Schema<Page<Customer>>& customer_page() {
    static const auto schema = page_schema("CustomerPage", "A page of customers", customer());
    return schema;
}

const Schema<SearchRequest>& customer_query() {
    static const auto schema = with_pages(
        Schema<SearchRequest>("CustomerQuery", "Which customers")
            .field("search", &SearchRequest::search, text{.max = 200},
                   "Parts of name, e-mail address or phone number, all of them, without regard to case and accents; "
                   "digits of the phone number also where it is written in other groups"));
    return schema;
}

}  // namespace till::schemas
