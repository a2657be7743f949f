#include "repositories/sql_cart_repository.h"

#include <algorithm>

#include "database/mapping.h"
#include "database/upsert.h"
#include "repositories/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::Session;
using database::Transaction;

struct CartRow {
    CustomerId customer_id = 0;
    std::int64_t version = 1;
};

const Mapping<CartRow>& cart_mapping() {
    static const auto mapping =
        Mapping<CartRow>("carts").column("customer_id", &CartRow::customer_id).column("version", &CartRow::version);
    return mapping;
}

const Mapping<CartItem>& item_mapping() {
    static const auto mapping = Mapping<CartItem>("cart_items")
                                    .column("customer_id", &CartItem::customer_id)
                                    .column("product_id", &CartItem::product_id)
                                    .column("quantity", &CartItem::quantity)
                                    .column("position", &CartItem::position);
    return mapping;
}

}  // namespace

std::vector<CartItem> SqlCartRepository::items(Session& session, std::span<const CustomerId> customers) {
    depend_on_each(session, Topic::cart, customers);
    auto items =
        session.select_among(item_mapping(), "customer_id", customers, "ORDER BY customer_id, position, product_id");
    for (const CartItem& item : items) session.depends_on(tag(Topic::product, item.product_id));  // goes with it
    return items;
}

CartVersions SqlCartRepository::versions(Session& session, std::span<const CustomerId> customers) {
    depend_on_each(session, Topic::cart, customers);
    CartVersions versions;
    for (const CartRow& row : session.select_among(cart_mapping(), "customer_id", customers)) {
        versions[row.customer_id] = row.version;
    }
    return versions;
}

void SqlCartRepository::touch(Transaction& transaction, CustomerId customer) {
    transaction.touch(tag(Topic::cart, customer));
    const std::int64_t touched =
        transaction.execute("UPDATE carts SET version = version + 1 WHERE customer_id = :customer", customer);
    if (touched == 0) transaction.insert(cart_mapping(), CartRow{customer, 1});
}

void SqlCartRepository::put(Transaction& transaction, const CartItem& item) {
    transaction.touch(tag(Topic::cart, item.customer_id));
    // A new item stands behind the last one.
    transaction.execute(
        "INSERT INTO cart_items (customer_id, product_id, quantity, position) "
        "SELECT :customer, :product, :quantity, COALESCE(MAX(position), 0) + 1 FROM cart_items "
        "WHERE customer_id = :same" +
            database::or_set(transaction.dialect(), "customer_id, product_id", "quantity"),
        item.customer_id, item.product_id, item.quantity, item.customer_id);
}

bool SqlCartRepository::remove(Transaction& transaction, CustomerId customer, ProductId product) {
    transaction.touch(tag(Topic::cart, customer));
    return transaction.execute("DELETE FROM cart_items WHERE customer_id = :customer AND product_id = :product",
                               customer, product) > 0;
}

void SqlCartRepository::clear(Transaction& transaction, CustomerId customer) {
    transaction.touch(tag(Topic::cart, customer));
    transaction.execute("DELETE FROM cart_items WHERE customer_id = :customer", customer);
}

bool SqlCartRepository::empty(Transaction& transaction, const CartVersions& versions) {
    std::vector<std::vector<Cell>> guarded;
    std::vector<std::vector<Cell>> customers;
    for (const auto& [customer, version] : versions) {
        guarded.push_back({cell_of(customer), cell_of(version)});
        customers.push_back({cell_of(customer)});
        transaction.touch(tag(Topic::cart, customer));
    }
    const std::vector<std::int64_t> touched = transaction.run_each(
        "UPDATE carts SET version = version + 1 WHERE customer_id = :customer AND version = :version", guarded);
    if (std::find(touched.begin(), touched.end(), 0) != touched.end()) return false;
    transaction.run_each("DELETE FROM cart_items WHERE customer_id = :customer", customers);
    return true;
}

}  // namespace till
