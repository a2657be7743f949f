#pragma once
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"
#include "platform/text/text_keys.h"
#include "platform/time/clock.h"
#include "shop/customers/customer_register.h"
#include "shop/transfer/csv_kind.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"
#include "shop/transfer/imported_rows.h"

namespace till {

/// Customers in files, who are known by their e-mail addresses; see CsvKind.
class CustomerCsv {
 public:
    using Row = CustomerDetails;
    using Item = ImportRow<CustomerDetails>;

    using Source = ImportedRows<CustomerCsv>;

    /// All of it must outlive this.
    CustomerCsv(FileKeyRepository& keys, CustomerRegister& customers, const Clock& clock)
        : keys_(keys), customers_(customers), clock_(clock) {}

    static CsvKindTexts texts();
    static schemas::CsvLayout layout();
    static schemas::Schema<Row> schema();
    static schemas::Schema<ExportQuery> export_query();
    static std::function<Source(const ImportFile<Row>&)> source_of(const OpenImport<Row>& open);

    static std::string_view key_column(const Item& /*row*/) { return "email"; }
    static std::string key_of(const Item& row) { return row.value->email; }
    static std::string comparable_key_of(const Item& row) { return email_key(row.value->email); }
    static constexpr std::string_view no_key = "email is missing";

    /// See ProductCsv.
    std::vector<ImportDecision> look(database::SqlSession& session, const ImportColumns<Row>& columns,
                                     std::span<const Item> rows) const;
    std::vector<ImportDecision> store(database::Transaction& transaction, const ImportColumns<Row>& columns,
                                      std::span<const Item> rows) const;

    static constexpr std::int64_t exported_at_once = 1000;
    /// In the order in which they were added, which is that in which a file adds them.
    ListPage<std::vector<Row>> page(database::SqlSession& session, const ExportQuery& query) const;

 private:
    struct Present {
        std::map<std::string, Customer> by_key;
        std::set<CustomerId> with_another_role;
        const Customer* of(const Item& row) const;
        /// Whoever imports customers need not have power over such an account; see CustomerAccounts.
        bool is_protected(const Customer* customer) const {
            return customer != nullptr && with_another_role.contains(customer->id);
        }
    };
    Present find(database::SqlSession& session, std::span<const Item> rows) const;
    ImportDecision change(database::Transaction& transaction, const ImportColumns<Row>& columns, const Item& row,
                          CustomerId id) const;

    FileKeyRepository& keys_;
    CustomerRegister& customers_;
    const Clock& clock_;
};

}  // namespace till
