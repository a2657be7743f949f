#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "platform/database/session.h"
#include "shop/customers/customer.h"
#include "shop/kernel/page.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

class CustomerRepository : public RenewableTexts {
 public:
    virtual std::optional<Customer> find(database::Session& session, CustomerId id) = 0;
    virtual std::vector<Customer> find_all(database::Session& session, std::span<const CustomerId> ids) = 0;
    /// Addresses are compared by their email_key(), or as they were in version 1 (utils/text_keys.h).
    virtual std::optional<Customer> find_by_email(database::Session& session, std::string_view email) = 0;

    /// Newest first. A search finds whoever has each of its words, split at blanks, somewhere in name, e-mail address
    /// or phone number, without regard to case and accents; digits also where the number is written in other groups.
    virtual Page<Customer> list(database::Session& session, const SearchRequest& request) = 0;
    /// As find(), and nobody else changes the customer before the transaction ends.
    virtual std::optional<Customer> find_to_change(database::Transaction& transaction, CustomerId id) = 0;

    virtual std::vector<CustomerId> add(database::Transaction& transaction, std::span<const Customer> customers) = 0;
    /// Writes details, version and updated_at of the customer with that id.
    virtual void update(database::Transaction& transaction, const Customer& customer) = 0;
    /// With the cart and the account, whose sessions have to be ended before. Orders lose their customer.
    virtual void remove(database::Transaction& transaction, const Customer& customer) = 0;
};

}  // namespace till
