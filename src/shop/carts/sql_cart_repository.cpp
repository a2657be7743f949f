#include "shop/carts/sql_cart_repository.h"

#include "platform/database/mapping.h"
#include "platform/database/upsert.h"
#include "shop/carts/cart_mapping.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::SqlSession;
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

}  // namespace

std::vector<CartItem> SqlCartRepository::items(SqlSession& session, std::span<const CustomerId> customers) {
    depend_on_each(session, Topic::cart, customers);
    auto items = session.select_among(cart_item_mapping(), "customer_id", customers,
                                      "ORDER BY customer_id, position, product_id");
    for (const CartItem& item : items) session.depends_on(tag(Topic::product, item.product_id));  // removed with it
    return items;
}

void SqlCartRepository::bump_versions(Transaction& transaction, std::span<const CustomerId> customers) {
    std::vector<CartRow> carts;
    carts.reserve(customers.size());
    for (const CustomerId customer : customers) carts.push_back({customer, 1});
    transaction.insert(cart_mapping(), std::span<const CartRow>(carts),
                       database::or_add(transaction.dialect(), "customer_id", "version"));
}

void SqlCartRepository::put(Transaction& transaction, std::span<const CartItem> items) {
    for (const CartItem& item : items) transaction.invalidate(tag(Topic::cart, item.customer_id));
    transaction.insert(cart_item_mapping(), items,
                       database::or_set(transaction.dialect(), "customer_id, product_id", {"quantity", "position"}));
}

void SqlCartRepository::remove(Transaction& transaction, std::span<const CartItem> items) {
    std::vector<std::vector<Cell>> keys;
    keys.reserve(items.size());
    for (const CartItem& item : items) {
        keys.push_back({cell_of(item.customer_id), cell_of(item.product_id)});
        transaction.invalidate(tag(Topic::cart, item.customer_id));
    }
    transaction.run_each("DELETE FROM cart_items WHERE customer_id = :customer AND product_id = :product", keys);
}

void SqlCartRepository::clear(Transaction& transaction, std::span<const CustomerId> customers) {
    invalidate_each(transaction, Topic::cart, customers);
    transaction.execute_among("DELETE FROM cart_items", "customer_id", customers);
}

}  // namespace till
