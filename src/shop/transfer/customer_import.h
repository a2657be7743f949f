#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "platform/database/session.h"
#include "platform/text/text_keys.h"
#include "platform/time/clock.h"
#include "shop/customers/customer_register.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"

namespace till {

/// Rows of a file of customers, who are known by their e-mail addresses.
class CustomerImport {
 public:
    using Row = CustomerDetails;
    using Item = ImportRow<CustomerDetails>;

    CustomerImport(FileKeyRepository& keys, CustomerRegister& customers, const Clock& clock)
        : keys_(keys), customers_(customers), clock_(clock) {}

    static std::string_view key_column(const Item& /*row*/) { return "email"; }
    static std::string key_of(const Item& row) { return row.value->email; }
    static std::string comparable_key_of(const Item& row) { return email_key(row.value->email); }
    static constexpr std::string_view no_key = "email is missing";

    /// See ProductImport.
    std::vector<ImportDecision> look(database::Session& session, const ImportColumns<Row>& columns,
                                     std::span<const Item> rows);
    std::vector<ImportDecision> store(database::Transaction& transaction, const ImportColumns<Row>& columns,
                                      std::span<const Item> rows);

 private:
    struct Present {
        std::map<std::string, Customer> by_key;
        const Customer* of(const Item& row) const;
    };
    Present find(database::Session& session, std::span<const Item> rows);
    ImportDecision change(database::Transaction& transaction, const ImportColumns<Row>& columns, const Item& row,
                          CustomerId id);

    FileKeyRepository& keys_;
    CustomerRegister& customers_;
    const Clock& clock_;
};

}  // namespace till
