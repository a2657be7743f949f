#pragma once
#include <string>
#include <utility>

#include "api/schema.h"

namespace till::schemas {

/// The fields of CustomerDetails, as every schema that takes them has them.
template <class T>
Schema<T> customer_fields(std::string name, std::string about) {
    return Schema<T>(std::move(name), std::move(about))
        .field("name", &T::name, text{.min = 1, .max = 200}, "The customer's name")
        .field("email", &T::email, email{}, "E-mail address, unique to one customer, case-insensitive")
        .field("phone", &T::phone, text{.min = 1, .max = 50}, "Phone number, in any notation");
}

}  // namespace till::schemas
