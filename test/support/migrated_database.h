#pragma once
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "app/repositories.h"
#include "platform/database/migrations.h"
#include "platform/database/sql_database.h"
#include "support/databases.h"
#include "support/samples.h"

namespace till::test {

/// The base of the repositories' suites: a database with the project's own tables, and all repositories on it.
class OnMigratedDatabase : public OnBothDatabases, public Repositories {
 public:
    OnMigratedDatabase() {
        database::migrate(options(),
                          database::migrations_for(on_sqlite() ? database::Dialect::sqlite : database::Dialect::mysql));
        database = std::make_unique<database::SqlDatabase>(options());
    }

    template <class Work>
    auto read(Work&& work) {
        return database->read(std::forward<Work>(work));
    }
    template <class Work>
    auto write(Work&& work) {
        return database->write(std::forward<Work>(work));
    }

    ProductId add_product(const Product& product, std::int64_t units = 0) {
        return write([&](database::Transaction& transaction) {
            const ProductId id = products.add(transaction, {&product, 1}).front();
            const OpeningStock initial{.product_id = id, .quantity = units, .account_id = {}, .at = product.created_at};
            stock.open(transaction, {&initial, 1});
            return id;
        });
    }
    /// Their ids, in their order. There are as many units of each as its `stock` says.
    std::vector<ProductId> add_products(const std::vector<Product>& several) {
        return write([&](database::Transaction& transaction) {
            std::vector<ProductId> ids = products.add(transaction, several);
            std::vector<OpeningStock> initial;
            for (std::size_t i = 0; i < ids.size(); ++i) {
                const Product& product = several[i];
                initial.push_back(
                    {.product_id = ids[i], .quantity = product.stock, .account_id = {}, .at = product.created_at});
            }
            stock.open(transaction, initial);
            return ids;
        });
    }
    /// As the shop lists it: the stock knows the ids, and the catalogue the products.
    ListPage<Product> low_on_stock(database::SqlSession& session, const LowStockQuery& query) {
        const ListPage<ProductId> ids = stock.low(session, query);
        return in_order(ids, products.find_all(session, ids.items));
    }
    CustomerId add_customer(const std::string& email) {
        const Customer customer = test::customer(email);
        return write([&](database::Transaction& transaction) {
            return customers.add(transaction, {&customer, 1}).front();
        });
    }

    void put_into_cart(database::Transaction& transaction, CustomerId customer, ProductId product,
                       std::int64_t quantity) {
        const CartItem item{.customer_id = customer, .product_id = product, .quantity = quantity, .position = 1};
        carts.bump_versions(transaction, {&customer, 1});
        carts.put(transaction, {&item, 1});
    }

    /// How many rows of a table hold; `condition` follows WHERE.
    std::int64_t count(const std::string& table, const std::string& condition = "1 = 1") {
        return read([&](database::SqlSession& session) {
            return session.value<std::int64_t>("SELECT COUNT(*) FROM " + table + " WHERE " + condition).value();
        });
    }

    std::unique_ptr<database::SqlDatabase> database;
};

}  // namespace till::test
