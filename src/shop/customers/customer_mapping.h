#pragma once
#include <string>

#include "platform/database/mapping.h"
#include "shop/customers/customer.h"
#include "shop/kernel/stored.h"

namespace till {

/// A customer as it is stored in its table: the model, the text that addresses are compared by, and the one that is
/// searched.
struct CustomerRow : Customer {
    std::string email_key;
    std::string search_key;
};

inline const database::Mapping<CustomerRow>& customer_mapping() {
    static const auto mapping = database::Mapping<CustomerRow>("customers")
                                    .generated("id", &CustomerRow::id)
                                    .column("name", &CustomerRow::name)
                                    .column("email", &CustomerRow::email)
                                    .following("email", "email_key", &CustomerRow::email_key)
                                    .column("phone", &CustomerRow::phone)
                                    .column("search_key", &CustomerRow::search_key)
                                    .column("version", &CustomerRow::version)
                                    .fixed("created_at", &CustomerRow::created_at)
                                    .column("updated_at", &CustomerRow::updated_at);
    return mapping;
}

}  // namespace till
