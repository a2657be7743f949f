#pragma once
#include "platform/database/sql_session.h"
#include "shop/customers/customer.h"
#include "shop/customers/customer_register.h"
#include "shop/kernel/list_page.h"
#include "shop/kernel/renewed_texts.h"

namespace till {

class CustomerRepository : public CustomerRegister, public RenewableTexts {
 public:
    /// Newest first. A search finds the customers that have each of its words, split at blanks, somewhere in name,
    /// e-mail address or phone number, without regard to case and accents; digits also where the number is written in
    /// other groups.
    virtual ListPage<Customer> list(database::SqlSession& session, const SearchRequest& request) = 0;

    /// With the cart and the account, whose sessions have to be ended before. Orders lose their customer.
    virtual void remove(database::Transaction& transaction, const Customer& customer) = 0;
};

}  // namespace till
