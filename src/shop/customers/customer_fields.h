#pragma once
#include <string>
#include <utility>

#include "api/schema.h"

namespace till::schemas {

/// The values of these fields, and of `others`, in the examples of the document.
inline json::Object customer_example(json::Object others = {}) {
    json::Object values = std::move(others);
    values.push_back({"name", "Jane Doe"});
    values.push_back({"phone", "+1 212 555 0142"});
    return values;
}

/// The fields of CustomerDetails, as every schema that takes them has them. `address`: the rule of the e-mail address.
template <class T, class EmailRule = email>
Schema<T> customer_fields(std::string name, std::string about, EmailRule address = {}) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "Customer name")
        .field("email", &T::email, std::move(address), "E-mail address, unique among customers, case-insensitive")
        .field("phone", &T::phone, text{.min = 1, .max = 50}, "Phone number");
}

}  // namespace till::schemas
