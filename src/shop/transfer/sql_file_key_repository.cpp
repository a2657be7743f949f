#include "shop/transfer/sql_file_key_repository.h"

#include "platform/json/json.h"
#include "platform/text/text_keys.h"
#include "shop/kernel/role.h"
#include "shop/kernel/stored.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Dialect;
using database::Query;
using database::SqlSession;
using database::Transaction;

/// `select … IN (…)`: one parameter for all on SQLite, which prepares the statement once.
Query among(const SqlSession& session, std::string_view select, std::span<const std::string> keys) {
    Query query(select);
    if (session.dialect() == Dialect::mysql) {
        query.add(" IN (");
        for (std::size_t i = 0; i < keys.size(); ++i) {
            query.add((i == 0 ? ":key" : ", :key") + std::to_string(i), keys[i]);
        }
        return query.add(")");
    }
    std::string list = "[";
    for (const std::string& key : keys) {
        if (list.size() > 1) list += ',';
        json::append_quoted(list, key);
    }
    return query.add(" IN (SELECT value FROM json_each(:keys))", list + "]");
}

Query among(const SqlSession& session, std::string_view select, std::span<const std::int64_t> ids) {
    Query query(select);
    if (session.dialect() == Dialect::mysql) return query.add(" IN (" + database::list_of(ids) + ")");
    return query.add(" IN (SELECT value FROM json_each(:ids))", "[" + database::list_of(ids) + "]");
}

/// Key to id.
std::map<std::string, std::int64_t> found_by(SqlSession& session, std::string_view select,
                                             std::span<const std::string> keys) {
    std::map<std::string, std::int64_t> found;
    if (keys.empty()) return found;
    for (auto& [key, id] : session.rows<std::string, std::int64_t>(among(session, select, keys))) {
        found.emplace(std::move(key), id);
    }
    return found;
}

}  // namespace

std::map<std::string, ProductId> SqlFileKeyRepository::products_by_sku(SqlSession& session,
                                                                       std::span<const std::string> skus) {
    session.depends_on(tag(Topic::catalogue));
    return found_by(session, "SELECT sku, id FROM products WHERE sku", skus);
}

std::map<std::string, ProductId> SqlFileKeyRepository::products_by_origin(SqlSession& session,
                                                                          std::span<const std::string> origins) {
    session.depends_on(tag(Topic::catalogue));
    return found_by(session, "SELECT origin, product_id FROM product_origins WHERE origin", origins);
}

std::map<std::string, CustomerId> SqlFileKeyRepository::customers_by_email(SqlSession& session,
                                                                           std::span<const std::string> emails) {
    session.depends_on(tag(Topic::customers));
    std::vector<std::string> keys;
    for (const std::string& email : emails) {
        keys.push_back(email_key(email));
        keys.push_back(former_key(email));
    }
    const auto stored = found_by(session, "SELECT email_key, id FROM customers WHERE email_key", keys);
    std::map<std::string, CustomerId> found;
    for (std::size_t i = 0; i < keys.size(); i += 2) {  // as find_by_text(): a row with the former key takes precedence
        auto customer = stored.find(keys[i + 1]);
        if (customer == stored.end()) customer = stored.find(keys[i]);
        if (customer != stored.end()) found.emplace(keys[i], customer->second);
    }
    return found;
}

std::map<std::string, OrderId> SqlFileKeyRepository::orders_by_number(SqlSession& session,
                                                                      std::span<const std::string> numbers) {
    session.depends_on(tag(Topic::orders));
    return found_by(session, "SELECT number, id FROM orders WHERE number", numbers);
}

std::vector<CustomerId> SqlFileKeyRepository::customers_after(SqlSession& session, CustomerId id, std::int64_t count) {
    session.depends_on(tag(Topic::customers));
    std::vector<CustomerId> ids;
    for (const auto& [found] :
         session.rows<CustomerId>("SELECT id FROM customers WHERE id > :id ORDER BY id LIMIT :count", id, count)) {
        ids.push_back(found);
    }
    return ids;
}

std::set<CustomerId> SqlFileKeyRepository::with_another_role(SqlSession& session,
                                                             std::span<const CustomerId> customers) {
    session.depends_on(tag(Topic::accounts));
    std::set<CustomerId> found;
    if (customers.empty()) return found;
    Query query = among(session, "SELECT customer_id FROM accounts WHERE customer_id", customers);
    query.add(" AND role <> :role", Role::customer);
    for (const auto& [id] : session.rows<CustomerId>(query)) found.insert(id);
    return found;
}

std::map<ProductId, std::string> SqlFileKeyRepository::origins(SqlSession& session, std::span<const ProductId> ids) {
    session.depends_on(tag(Topic::catalogue));
    std::map<ProductId, std::string> origins;
    if (ids.empty()) return origins;
    const Query query = among(session, "SELECT product_id, origin FROM product_origins WHERE product_id", ids);
    for (auto& [id, origin] : session.rows<ProductId, std::string>(query)) origins.emplace(id, std::move(origin));
    return origins;
}

std::map<OrderId, std::vector<OrderEvent>> SqlFileKeyRepository::histories(SqlSession& session,
                                                                           std::span<const OrderId> ids) {
    depend_on_each(session, Topic::order, ids);
    std::map<OrderId, std::vector<OrderEvent>> histories;
    if (ids.empty()) return histories;
    Query query = among(session,
                        "SELECT order_id, position, status, changed_at, note, carrier, tracking_number FROM "
                        "order_events WHERE order_id",
                        ids);
    query.add(" ORDER BY order_id, position");
    using Text = std::optional<std::string>;
    for (auto& [id, position, status, at, note, carrier, tracking_number] :
         session.rows<OrderId, std::int64_t, OrderStatus, Timestamp, Text, Text, Text>(query)) {
        histories[id].push_back({.order_id = id,
                                 .position = position,
                                 .status = status,
                                 .at = at,
                                 .note = std::move(note),
                                 .carrier = std::move(carrier),
                                 .tracking_number = std::move(tracking_number)});
    }
    return histories;
}

void SqlFileKeyRepository::add_origins(Transaction& transaction, std::span<const ProductOrigin> origins) {
    std::vector<std::vector<Cell>> rows;
    for (const ProductOrigin& one : origins) rows.push_back({cell_of(one.origin), cell_of(one.product_id)});
    transaction.insert_rows("product_origins", "origin, product_id", rows, "");
    transaction.invalidate(tag(Topic::catalogue));
}

}  // namespace till
