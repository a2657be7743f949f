#include "shop/catalogue/product_service.h"

#include "shop/images/image_urls.h"
#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"

namespace till {

using database::SqlSession;
using database::Transaction;

ListPage<Product> ProductService::list(const ProductQuery& query) {
    return database_.read([&](SqlSession& session) { return products_.list(session, query); });
}

Product ProductService::find(ProductId id) {
    return require_found(database_.read([&](SqlSession& session) { return products_.find(session, id); }), "product",
                         id);
}

bool ProductService::has(ProductId id) {
    return database_.read([&](SqlSession& session) { return products_.find(session, id).has_value(); });
}

std::vector<Category> ProductService::categories() {
    return database_.read([&](SqlSession& session) { return products_.categories(session); });
}

Product ProductService::add(const Caller& caller, const NewProduct& product) {
    return database_.write([&](Transaction& transaction) {
        require_free_sku(transaction, product, 0);
        require_fit_image_url(transaction, images_, image_hosts_, std::nullopt, product.image_url);
        const Timestamp now = clock_.now();
        Product added{product};
        added.stock = product.stock;
        added.created_at = added.updated_at = now;
        added.id = products_.add(transaction, {&added, 1}).front();

        const OpeningStock initial{
            .product_id = added.id, .quantity = product.stock, .account_id = caller.account, .at = now};
        stock_.open(transaction, {&initial, 1});
        return added;
    });
}

Product ProductService::change(ProductId id, const ExpectedVersion& expected,
                               const std::function<void(ProductDetails&)>& change) {
    return database_.write([&](Transaction& transaction) {
        const Product before = versioned_.find_to_change(transaction, id, expected);
        return versioned_.change(before, change, [&](const Product& after) {
            require_free_sku(transaction, after, id);
            require_fit_image_url(transaction, images_, image_hosts_, before.image_url, after.image_url);
            products_.update(transaction, before, after);
        });
    });
}

void ProductService::remove(ProductId id, const ExpectedVersion& expected) {
    database_.write([&](Transaction& transaction) {
        products_.remove(transaction, versioned_.find_to_change(transaction, id, expected));
    });
}

void ProductService::require_free_sku(Transaction& transaction, const ProductDetails& details, ProductId except) {
    if (!details.sku) return;
    const auto other = products_.find_by_sku(transaction, *details.sku);
    if (other && other->id != except) {
        throw Refusal(problems::sku_taken,
                      "The SKU " + *details.sku + " belongs to product " + std::to_string(other->id) + ".");
    }
}

}  // namespace till
