#include "shop/customers/sql_customer_repository.h"

#include "platform/database/mapping.h"
#include "platform/text/text_keys.h"
#include "platform/text/unicode.h"
#include "shop/customers/customer_mapping.h"
#include "shop/customers/customer_search.h"
#include "shop/kernel/key_renewal.h"
#include "shop/kernel/list_counts.h"
#include "shop/kernel/newest_first.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::SqlSession;
using database::Transaction;

CustomerRow row_of(const Customer& customer) { return {customer, email_key(customer.email), search_key_of(customer)}; }

struct CustomerKeys : CustomerDetails {
    CustomerId id = 0;
    std::string email_key;
    std::optional<std::string> search_key;
};

const Mapping<CustomerKeys>& key_mapping() {
    static const auto mapping = Mapping<CustomerKeys>("customers")
                                    .generated("id", &CustomerKeys::id)
                                    .column("name", &CustomerKeys::name)
                                    .column("email", &CustomerKeys::email)
                                    .column("email_key", &CustomerKeys::email_key)
                                    .column("phone", &CustomerKeys::phone)
                                    .column("search_key", &CustomerKeys::search_key);
    return mapping;
}

void announce(Transaction& transaction, CustomerId id) {
    transaction.invalidate(tag(Topic::customer, id));
    transaction.invalidate(tag(Topic::customers));
}

}  // namespace

std::optional<Customer> SqlCustomerRepository::find(SqlSession& session, CustomerId id) {
    session.depends_on(tag(Topic::customer, id));
    return session.find_by_key(customer_mapping(), id);
}

std::vector<Customer> SqlCustomerRepository::find_all(SqlSession& session, std::span<const CustomerId> ids) {
    depend_on_each(session, Topic::customer, ids);
    const std::vector<CustomerRow> rows = session.select_among(customer_mapping(), "id", ids);
    return {rows.begin(), rows.end()};
}

std::optional<Customer> SqlCustomerRepository::find_by_email(SqlSession& session, std::string_view email) {
    session.depends_on(tag(Topic::customers));
    return find_by_text(session, customer_mapping(), "email_key", &CustomerRow::email_key, email_key(email), email);
}

ListPage<Customer> SqlCustomerRepository::list(SqlSession& session, const SearchRequest& request) {
    session.depends_on(tag(Topic::customers));
    return newest_first<Customer>(session, customer_mapping(), customers_found_by(request.search.value_or("")),
                                  request);
}

// A change that changes nothing locks the row, in every database.
std::optional<Customer> SqlCustomerRepository::find_to_change(Transaction& transaction, CustomerId id) {
    transaction.execute("UPDATE customers SET version = version WHERE id = :id", id);
    return find(transaction, id);
}

std::vector<CustomerId> SqlCustomerRepository::add(Transaction& transaction, std::span<const Customer> customers) {
    std::vector<CustomerRow> rows;
    rows.reserve(customers.size());
    for (const Customer& customer : customers) rows.push_back(row_of(customer));
    std::vector<CustomerId> ids = transaction.insert(customer_mapping(), std::span<const CustomerRow>(rows));
    count_rows(transaction, "customers", std::ssize(ids));
    invalidate_each(transaction, Topic::customer, ids);
    transaction.invalidate(tag(Topic::customers));
    return ids;
}

// Who kept an older key (renew_texts) keeps it for as long as the address stays.
void SqlCustomerRepository::update(Transaction& transaction, const Customer& customer) {
    transaction.update(customer_mapping(), row_of(customer));
    announce(transaction, customer.id);
}

void SqlCustomerRepository::remove(Transaction& transaction, const Customer& customer) {
    const auto account =
        transaction.value<AccountId>("SELECT id FROM accounts WHERE customer_id = :customer", customer.id);
    const std::int64_t accounts =
        transaction.execute("DELETE FROM accounts WHERE customer_id = :customer", customer.id);
    count_rows(transaction, "accounts", -accounts);
    count_rows(transaction, "customers", -transaction.execute("DELETE FROM customers WHERE id = :id", customer.id));
    announce(transaction, customer.id);
    transaction.invalidate(tag(Topic::cart, customer.id));
    if (!account) return;
    transaction.invalidate(tag(Topic::account, *account));
    transaction.invalidate(tag(Topic::accounts));
}

RenewedTexts SqlCustomerRepository::renew_texts(Transaction& transaction, CustomerId after, std::int64_t at_most) {
    const auto rows = transaction.select(key_mapping(), "WHERE id > :after ORDER BY id LIMIT :at_most", after, at_most);
    KeyRenewal renewal(transaction, {"customers", "email_key", "customer", "e-mail address"});
    std::vector<std::vector<Cell>> search_keys;
    for (const CustomerKeys& row : rows) {
        renewal.add(row.id, row.email, row.email_key, email_key(readable(row.email)));
        const std::string search_key = search_key_of(row);
        if (row.search_key != search_key) search_keys.push_back({cell_of(search_key), cell_of(row.id)});
    }
    transaction.run_each("UPDATE customers SET search_key = :search_key WHERE id = :id", search_keys);
    if (!search_keys.empty() || renewal.has_changed()) transaction.invalidate(tag(Topic::customers));
    return renewal.result(std::ssize(rows), rows.empty() ? after : rows.back().id);
}

}  // namespace till
