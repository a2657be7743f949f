#include "repositories/sql_customer_repository.h"

#include "database/mapping.h"
#include "repositories/stored.h"
#include "repositories/topics.h"
#include "utils/unicode.h"

namespace till {
namespace {

using database::Mapping;
using database::Session;
using database::Transaction;

struct CustomerRow : Customer {
    std::string email_key;
};

const Mapping<CustomerRow>& mapping() {
    static const auto mapping = Mapping<CustomerRow>("customers")
                                    .generated("id", &CustomerRow::id)
                                    .column("name", &CustomerRow::name)
                                    .column("email", &CustomerRow::email)
                                    .column("email_key", &CustomerRow::email_key)
                                    .column("phone", &CustomerRow::phone)
                                    .column("version", &CustomerRow::version)
                                    .column("created_at", &CustomerRow::created_at)
                                    .column("updated_at", &CustomerRow::updated_at);
    return mapping;
}

}  // namespace

std::optional<Customer> SqlCustomerRepository::find(Session& session, CustomerId id) {
    session.depends_on(tag(Topic::customer, id));
    return session.find(mapping(), "WHERE id = :id", id);
}

std::vector<Customer> SqlCustomerRepository::find_all(Session& session, std::span<const CustomerId> ids) {
    depend_on_each(session, Topic::customer, ids);
    const std::vector<CustomerRow> rows = session.select_among(mapping(), "id", ids);
    return {rows.begin(), rows.end()};
}

std::optional<Customer> SqlCustomerRepository::find_by_email(Session& session, std::string_view email) {
    session.depends_on(tag(Topic::customers));
    return session.find(mapping(), "WHERE email_key = :email_key", fold_case(email));
}

std::vector<CustomerId> SqlCustomerRepository::add(Transaction& transaction, std::span<const Customer> customers) {
    std::vector<CustomerRow> rows;
    rows.reserve(customers.size());
    for (const Customer& customer : customers) rows.push_back({customer, fold_case(customer.email)});
    std::vector<CustomerId> ids = transaction.insert(mapping(), std::span<const CustomerRow>(rows));
    touch_each(transaction, Topic::customer, ids);
    transaction.touch(tag(Topic::customers));
    return ids;
}

void SqlCustomerRepository::update(Transaction& transaction, const Customer& customer) {
    transaction.execute(
        "UPDATE customers SET name = :name, email = :email, email_key = :email_key, phone = :phone, "
        "version = :version, updated_at = :updated_at WHERE id = :id",
        customer.name, customer.email, fold_case(customer.email), customer.phone, customer.version, customer.updated_at,
        customer.id);
    transaction.touch(tag(Topic::customer, customer.id));
    transaction.touch(tag(Topic::customers));
}

}  // namespace till
