#include "shop/transfer/customer_csv.h"

#include <algorithm>

#include "shop/customers/customer_fields.h"
#include "shop/kernel/versioned.h"
#include "shop/transfer/import_schema.h"
#include "shop/transfer/stored_text.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

constexpr schemas::stored_text<schemas::email> email_rule{.max = 254};

ImportDecision decided(const Customer* present, bool has_another_role, const ImportColumns<CustomerDetails>& columns,
                       const CustomerDetails& row) {
    if (present == nullptr) {
        if (!columns.missing.empty()) {
            return ImportDecision::bad(columns.missing.front() + " is missing: the customer is new");
        }
        if (const auto complaint = email_rule.complaint(row.email)) return ImportDecision::bad("email " + *complaint);
        return {.outcome = ImportOutcome::added};
    }
    CustomerDetails after = *present;
    columns.write(after, row);
    auto changes = columns.differences(*present, after);
    if (!changes.empty() && has_another_role) {
        return ImportDecision::bad(
            "the customer's account has another role than customer; files do not change such customers");
    }
    const ImportOutcome outcome = changes.empty() ? ImportOutcome::unchanged : ImportOutcome::changed;
    return {.outcome = outcome, .changes = std::move(changes)};
}

}  // namespace

CsvKindTexts CustomerCsv::texts() {
    return {.kind = ImportKind::customers,
            .operation = "Customers",
            .one = "a customer",
            .import_permission = Permission::customers_import,
            .export_permission = Permission::customers_export,
            .import_text =
                ". A customer is identified by the `email`. Fields without a column stay unchanged, and an empty value "
                "clears the field. Customers whose account has another role than `customer` are not changed",
            .import_example = "name,email,phone\nJane Doe,jane.doe@example.com,+1 212 555 0142\n",
            .export_text =
                "At most 10,000 rows, with the columns of an import. An import of the file changes nothing. The `Link` "
                "header leads to the next part",
            .export_example = "name,email,phone\nJane Doe,jane.doe@example.com,+1 212 555 0142\n",
            .import_help = "Customers by e-mail address",
            .export_help = "All customers"};
}

schemas::CsvLayout CustomerCsv::layout() { return {.keys = {"email"}, .needed = {"email"}, .new_only = {}}; }

schemas::Schema<CustomerDetails> CustomerCsv::schema() {
    return schemas::customer_fields<CustomerDetails>("ImportedCustomer", "A row of a customer file", email_rule);
}

schemas::Schema<ExportQuery> CustomerCsv::export_query() { return schemas::plain_export_query(); }

std::function<ImportedRows<CustomerCsv>(const ImportFile<CustomerDetails>&)> CustomerCsv::source_of(
    const OpenImport<Row>& /*open*/) {
    return [](const ImportFile<Row>& file) { return Source(file); };
}

const Customer* CustomerCsv::Present::of(const Item& row) const {
    const auto found = by_key.find(comparable_key_of(row));
    return found == by_key.end() ? nullptr : &found->second;
}

CustomerCsv::Present CustomerCsv::find(SqlSession& session, std::span<const Item> rows) const {
    std::vector<std::string> emails;
    for (const Item& row : rows) emails.push_back(row.value->email);
    const auto known = keys_.customers_by_email(session, emails);
    std::vector<CustomerId> ids;
    for (const auto& [key, id] : known) ids.push_back(id);
    std::map<CustomerId, Customer> customers;
    for (Customer& customer : customers_.find_all(session, ids)) customers.emplace(customer.id, std::move(customer));
    Present present;
    for (const auto& [key, id] : known) {
        if (const auto customer = customers.find(id); customer != customers.end())
            present.by_key.emplace(key, customer->second);
    }
    present.with_another_role = keys_.with_another_role(session, ids);
    return present;
}

std::vector<ImportDecision> CustomerCsv::look(SqlSession& session, const ImportColumns<CustomerDetails>& columns,
                                              std::span<const Item> rows) const {
    const Present present = find(session, rows);
    std::vector<ImportDecision> decisions;
    for (const Item& row : rows) {
        const Customer* customer = present.of(row);
        decisions.push_back(decided(customer, present.is_protected(customer), columns, *row.value));
    }
    return decisions;
}

std::vector<ImportDecision> CustomerCsv::store(Transaction& transaction, const ImportColumns<CustomerDetails>& columns,
                                               std::span<const Item> rows) const {
    const Present present = find(transaction, rows);
    std::vector<ImportDecision> decisions;
    std::vector<Customer> added;
    for (const Item& row : rows) {
        const Customer* customer = present.of(row);
        ImportDecision decision = decided(customer, present.is_protected(customer), columns, *row.value);
        if (decision.outcome == ImportOutcome::changed) {
            decision = change(transaction, columns, row, customer->id);
        } else if (decision.outcome == ImportOutcome::added) {
            Customer& newcomer = added.emplace_back(Customer{*row.value});
            newcomer.created_at = newcomer.updated_at = clock_.now();
        }
        decisions.push_back(std::move(decision));
    }
    if (!added.empty()) customers_.add(transaction, added);
    return decisions;
}

/// By the stored values once no other transaction can change them.
ImportDecision CustomerCsv::change(Transaction& transaction, const ImportColumns<CustomerDetails>& columns,
                                   const Item& row, CustomerId id) const {
    const auto before = customers_.find_to_change(transaction, id);
    if (!before || email_key(before->email) != comparable_key_of(row)) {  // another server was faster
        return ImportDecision::bad("was changed by somebody else at the same time; send the file again");
    }
    ImportDecision decision = decided(&*before, false, columns, *row.value);
    if (!decision.writes()) return decision;
    Customer after = *before;
    columns.write(after, *row.value);
    renew(after, clock_.now());
    customers_.update(transaction, after);
    return decision;
}

ListPage<std::vector<CustomerDetails>> CustomerCsv::page(SqlSession& session, const ExportQuery& query) const {
    const std::int64_t after = query.after ? std::stoll(*query.after) : 0;
    const std::vector<CustomerId> ids = keys_.customers_after(session, after, query.per_page);
    std::vector<Customer> customers = customers_.find_all(session, ids);
    std::ranges::sort(customers, {}, &Customer::id);
    ListPage<std::vector<CustomerDetails>> page;
    for (const Customer& customer : customers) page.items.emplace_back().push_back(customer);
    if (std::ssize(ids) == query.per_page) page.next = std::to_string(ids.back());
    return page;
}

}  // namespace till
