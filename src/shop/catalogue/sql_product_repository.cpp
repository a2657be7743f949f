#include "shop/catalogue/sql_product_repository.h"

#include <algorithm>

#include "shop/catalogue/product_mapping.h"
#include "shop/catalogue/product_renewal.h"
#include "shop/catalogue/product_search.h"
#include "shop/catalogue/word_index.h"
#include "shop/images/image.h"
#include "shop/images/image_uses.h"
#include "shop/kernel/list_counts.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

ProductRow row_of(const Product& product) { return {product, name_key_of(product.name), product.stock > 0}; }

std::vector<Product> products_of(std::vector<ProductRow> rows) {
    std::vector<Product> products;
    products.reserve(rows.size());
    for (ProductRow& row : rows) products.push_back(std::move(row));
    return products;
}

}  // namespace

std::optional<Product> SqlProductRepository::find(SqlSession& session, ProductId id) {
    session.depends_on(tag(Topic::product, id));
    return session.find_by_key(product_mapping(), id);
}

std::vector<Product> SqlProductRepository::find_all(SqlSession& session, std::span<const ProductId> ids) {
    depend_on_each(session, Topic::product, ids);
    return products_of(session.select_among(product_mapping(), "products.id", ids));
}

std::vector<Offer> SqlProductRepository::offers(SqlSession& session, std::span<const ProductId> ids) {
    depend_on_each(session, Topic::product, ids);
    return session.select_among(offer_mapping(), "id", ids);
}

// A change that changes nothing locks the row, in every database.
std::optional<Product> SqlProductRepository::find_to_change(Transaction& transaction, ProductId id) {
    transaction.execute("UPDATE products SET version = version WHERE id = :id", id);
    return find(transaction, id);
}

std::optional<Product> SqlProductRepository::find_by_sku(SqlSession& session, std::string_view sku) {
    session.depends_on(tag(Topic::catalogue));
    std::optional<Product> product = session.find(product_mapping(), "WHERE products.sku = :sku", sku);
    if (product) session.depends_on(tag(Topic::product, product->id));
    return product;
}

ListPage<Product> SqlProductRepository::list(SqlSession& session, const ProductQuery& query) {
    session.depends_on(tag(Topic::catalogue));
    if (query.in_stock) session.depends_on(tag(Topic::stock));
    // The ids first: the index alone gives them, and only the page's own rows are read whole.
    const ListPage<ProductId> ids = read_products(session, query);
    return in_order(ids, find_all(session, ids.items));
}

std::vector<Category> SqlProductRepository::categories(SqlSession& session) {
    session.depends_on(tag(Topic::catalogue));
    std::vector<Category> categories;
    const auto rows = session.rows<std::string, std::int64_t>(
        "SELECT part, CAST(SUM(amount) AS SIGNED INTEGER) FROM list_counts WHERE list = 'products' AND part <> '' "
        "GROUP BY part HAVING SUM(amount) > 0 ORDER BY part");
    for (const auto& [name, count] : rows) categories.push_back({name, count});
    return categories;
}

std::vector<ProductId> SqlProductRepository::add(Transaction& transaction, std::span<const Product> products) {
    std::vector<ProductRow> rows;
    rows.reserve(products.size());
    for (const Product& product : products) rows.push_back(row_of(product));
    std::vector<ProductId> ids = transaction.insert(product_mapping(), std::span<const ProductRow>(rows));

    WordChanges words;
    ListChanges counts("products");
    std::vector<ImageUse> images;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        words.add(ids[i], products[i]);
        counts.add(1, products[i].category);
        std::string image = image_name(products[i].image_url);
        if (!image.empty()) images.push_back({ids[i], std::move(image)});
    }
    words.write(transaction);
    counts.write(transaction);
    add_image_uses(transaction, images);
    invalidate_each(transaction, Topic::product, ids);
    transaction.invalidate(tag(Topic::catalogue));
    return ids;
}

void SqlProductRepository::update(Transaction& transaction, const Product& before, const Product& after) {
    transaction.update(product_mapping(), row_of(after));
    transaction.invalidate(tag(Topic::product, after.id));
    transaction.invalidate(tag(Topic::catalogue));
    change_image_use(transaction, after.id, before.image_url, after.image_url);
    WordChanges words;
    words.replace(after.id, before, after);
    words.write(transaction);
    ListChanges counts("products");
    counts.add(-1, before.category);
    counts.add(1, after.category);
    counts.write(transaction);
}

RenewedTexts SqlProductRepository::renew_texts(Transaction& transaction, ProductId after, std::int64_t at_most) {
    return renew_products(transaction, after, at_most);
}

void SqlProductRepository::remove(Transaction& transaction, const Product& product) {
    if (transaction.execute("DELETE FROM products WHERE id = :id", product.id) == 0) return;
    WordChanges words;
    words.remove(product.id, product);
    words.write(transaction);
    ListChanges counts("products");
    counts.add(-1, product.category);
    counts.write(transaction);
    transaction.invalidate(tag(Topic::product, product.id));
    transaction.invalidate(tag(Topic::catalogue));
    transaction.invalidate(tag(Topic::stock));
    end_image_use(transaction, product.image_url);
}

}  // namespace till
