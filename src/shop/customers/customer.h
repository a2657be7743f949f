#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "platform/time/clock.h"
#include "shop/kernel/ids.h"

namespace till {

struct CustomerDetails {
    std::string name;
    std::string email;
    std::optional<std::string> phone;

    bool operator==(const CustomerDetails&) const = default;
};

struct Customer : CustomerDetails {
    CustomerId id = 0;
    std::int64_t version = 1;
    Timestamp created_at;
    Timestamp updated_at;

    bool operator==(const Customer&) const = default;
};

}  // namespace till
