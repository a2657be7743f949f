#include "shop/transfer/customer_import.h"

#include "shop/kernel/versioned.h"

namespace till {

using database::Session;
using database::Transaction;

namespace {

ImportDecision decided(const Customer* present, const ImportColumns<CustomerDetails>& columns,
                       const CustomerDetails& row) {
    if (present == nullptr) {
        if (!columns.missing.empty()) {
            return ImportDecision::bad(columns.missing.front() + " is missing: the customer is new");
        }
        return {.outcome = ImportOutcome::added};
    }
    CustomerDetails after = *present;
    columns.write(after, row);
    auto changes = columns.differences(*present, after);
    const ImportOutcome outcome = changes.empty() ? ImportOutcome::unchanged : ImportOutcome::changed;
    return {.outcome = outcome, .changes = std::move(changes)};
}

}  // namespace

const Customer* CustomerImport::Present::of(const Item& row) const {
    const auto found = by_key.find(comparable_key_of(row));
    return found == by_key.end() ? nullptr : &found->second;
}

CustomerImport::Present CustomerImport::find(Session& session, std::span<const Item> rows) {
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
    return present;
}

std::vector<ImportDecision> CustomerImport::look(Session& session, const ImportColumns<CustomerDetails>& columns,
                                                 std::span<const Item> rows) {
    const Present present = find(session, rows);
    std::vector<ImportDecision> decisions;
    for (const Item& row : rows) decisions.push_back(decided(present.of(row), columns, *row.value));
    return decisions;
}

std::vector<ImportDecision> CustomerImport::store(Transaction& transaction,
                                                  const ImportColumns<CustomerDetails>& columns,
                                                  std::span<const Item> rows) {
    const Present present = find(transaction, rows);
    std::vector<ImportDecision> decisions;
    std::vector<Customer> added;
    for (const Item& row : rows) {
        const Customer* customer = present.of(row);
        ImportDecision decision = decided(customer, columns, *row.value);
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

/// By what is stored once nobody else can change it.
ImportDecision CustomerImport::change(Transaction& transaction, const ImportColumns<CustomerDetails>& columns,
                                      const Item& row, CustomerId id) {
    const auto before = customers_.find_to_change(transaction, id);
    if (!before || email_key(before->email) != comparable_key_of(row)) {  // another server was faster
        return ImportDecision::bad("was changed by somebody else at the same time; send the file again");
    }
    ImportDecision decision = decided(&*before, columns, *row.value);
    if (!decision.writes()) return decision;
    Customer after = *before;
    columns.write(after, *row.value);
    renew(after, clock_.now());
    customers_.update(transaction, after);
    return decision;
}

}  // namespace till
