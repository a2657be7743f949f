#include <algorithm>
#include <latch>
#include <map>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/errors/refusal.h"
#include "shop/accounts/customer_accounts.h"
#include "shop/catalogue/product_service.h"
#include "shop/customers/customer_service.h"
#include "shop/orders/customer_orders.h"
#include "shop/orders/order_service.h"
#include "shop/transfer/csv_kinds.h"
#include "support/migrated_database.h"
#include "support/shop_schemas.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::Field;

using Counts = std::map<std::string, std::int64_t>;

Counts counts_of(SqlSession& session, const std::string& sql) {
    Counts counts;
    for (const auto& [name, part, count] : session.rows<std::string, std::string, std::int64_t>(sql)) {
        counts[name + " " + part] = count;
    }
    return counts;
}

/// The stored lengths of lists.
Counts kept(SqlSession& session) {
    return counts_of(session,
                     "SELECT list, part, CAST(SUM(amount) AS SIGNED INTEGER) FROM list_counts GROUP BY list, part "
                     "HAVING SUM(amount) <> 0");
}

/// The same, counted.
Counts counted(SqlSession& session) {
    Counts counts;
    for (const std::string table : {"products", "orders", "customers", "accounts"}) {
        counts.merge(counts_of(session, "SELECT '" + table + "', '', COUNT(*) FROM " + table + " HAVING COUNT(*) > 0"));
    }
    counts.merge(counts_of(session, "SELECT 'orders', status, COUNT(*) FROM orders GROUP BY status"));
    counts.merge(counts_of(session,
                           "SELECT 'products', category, COUNT(*) FROM products WHERE category IS NOT NULL "
                           "GROUP BY category"));
    return counts;
}

Counts kept_words(SqlSession& session) {
    return counts_of(session, "SELECT word, CAST(weight AS CHAR), products FROM product_word_counts");
}

Counts counted_words(SqlSession& session) {
    return counts_of(session, "SELECT word, CAST(weight AS CHAR), COUNT(*) FROM product_words GROUP BY word, weight");
}

template <class T>
OpenImport<T> file_of(const std::vector<T>& values, const ImportColumns<T>& columns) {
    return [values, columns] {
        ImportFile<T> file;
        file.columns = columns;
        file.next = [given = std::vector<T>(values), line = std::int64_t{1}]() mutable {
            std::vector<ImportRow<T>> rows;
            for (const T& value : std::exchange(given, {})) rows.push_back({++line, value, {}, {}});
            return rows;
        };
        file.percent = [] { return std::int64_t{0}; };
        return file;
    };
}

/// One server of a shop.
class Server {
 public:
    explicit Server(const database::SqlDatabaseOptions& options) : database(options) {
        customers.add_observer(customer_accounts_);
        customers.add_observer(customer_orders_);
    }

 private:
    test::FixedClock clock_;
    Repositories rows_;
    SecurityLog log_;
    CustomerAccounts customer_accounts_{rows_.accounts, rows_.sessions, log_, test::shop_settings().roles};
    CustomerOrders customer_orders_{rows_.orders};

 public:
    database::SqlDatabase database;
    ProductService products{database,     rows_.products, rows_.stock,
                            rows_.images, clock_,         test::shop_settings().image_hosts};
    CustomerService customers{database, rows_.customers, clock_};
    OrderService orders{database,
                        {rows_.orders, rows_.products, rows_.stock, rows_.carts, rows_.customers, rows_.keys},
                        clock_,
                        test::shop_settings()};
    CsvKinds files{
        database,
        {rows_.file_keys, rows_.products, rows_.stock, rows_.customers, rows_.orders, rows_.settings, rows_.images},
        test::shop_schemas(),
        test::shop_settings(),
        clock_};

    void add_account(CustomerId customer) {
        Account account = test::account("buyer" + std::to_string(customer), Role::customer);
        account.customer_id = customer;
        database.write([&](Transaction& transaction) { rows_.accounts.add(transaction, account); });
    }
    void remove_account(AccountId id) {
        database.write([&](Transaction& transaction) {
            if (const auto account = rows_.accounts.find_to_change(transaction, id))
                rows_.accounts.remove(transaction, *account);
        });
    }
};

/// Does what dice say; what the shop refuses is part of it.
class Busybody {
 public:
    Busybody(Server& server, unsigned seed) : server_(server), dice_(seed) {}

    void act() {
        try {
            switch (drawn(13)) {
                case 0:
                    return add_product();
                case 1:
                    return change_product();
                case 2:
                    return server_.products.remove(drawn_id("products"), {});
                case 3:
                    return import_products();
                case 4:
                    return place_order();
                case 5:
                    return transition_order();
                case 6:
                    return import_orders();
                case 7:
                    return add_customer();
                case 8:
                    return server_.customers.remove({.caller = test::admin(), .origin = {}}, drawn_id("customers"), {});
                case 9:
                case 10:
                case 11:
                    return server_.add_account(drawn_id("customers"));
                default:
                    return server_.remove_account(drawn_id("accounts"));
            }
        } catch (const Refusal&) {
        } catch (const database::Error&) {
        }
    }

 private:
    std::int64_t drawn(std::int64_t end) { return static_cast<std::int64_t>(dice_() % static_cast<unsigned>(end)); }

    /// One of the last, which may be gone by now.
    std::int64_t drawn_id(const std::string& table) {
        const auto ids = server_.database.read([&](SqlSession& session) {
            return session.rows<std::int64_t>("SELECT id FROM " + table + " ORDER BY id DESC LIMIT 10");
        });
        return ids.empty() ? 1 : std::get<0>(ids[static_cast<std::size_t>(drawn(std::ssize(ids)))]);
    }

    NewProduct some_product() {
        static const char* const names[] = {"Red lamp", "Lamps", "A red mug", "Mug"};
        static const char* const categories[] = {"Light", "Kitchen", "Red"};
        NewProduct product;
        product.sku = "S" + std::to_string(drawn(20));
        product.name = names[drawn(4)];
        product.price = test::money("1.00");
        if (const auto category = drawn(4); category < 3) product.category = categories[category];
        product.stock = 3;
        return product;
    }

    void add_product() { server_.products.add(test::admin(), some_product()); }
    void change_product() {
        server_.products.change(drawn_id("products"), {},
                                [to = some_product()](ProductDetails& details) { details = to; });
    }
    void import_products() {
        std::vector<ImportedProduct> rows(3);
        for (ImportedProduct& row : rows) static_cast<NewProduct&>(row) = some_product();
        const auto columns =
            server_.files.products.columns_of_file({"name", "price", "description", "category", "image_url"});
        server_.files.products.import(file_of(rows, columns), {.preview = drawn(2) == 0, .skip_bad = true});
    }
    void add_customer() {
        const std::string name = "c" + std::to_string(drawn(100));
        server_.customers.add({.name = name, .email = name + "@example.com", .phone = {}});
    }
    void place_order() {
        server_.orders.place(test::admin(),
                             {.items = {{drawn_id("products"), 1 + drawn(2)}}, .customer_id = drawn_id("customers")});
    }
    void transition_order() {
        const auto status = static_cast<OrderStatus>(drawn(6));
        server_.orders.transition(test::admin(), drawn_id("orders"),
                                  {.status = status, .carrier = {}, .tracking_number = {}, .note = {}}, {});
    }
    void import_orders() {
        ImportedLine line;
        line.number = "N" + std::to_string(drawn(1000));
        line.placed_at = test::at("2026-01-01T00:00:00Z");
        line.customer_email = "c" + std::to_string(drawn(100)) + "@example.com";
        line.name = "Lamp";
        line.quantity = 1;
        line.unit_price = test::money("1.00");
        line.status = static_cast<OrderStatus>(drawn(6));
        const auto columns = server_.files.orders.columns_of_file({});
        server_.files.orders.import(file_of(std::vector{line}, columns), {.skip_bad = true});
    }

    Server& server_;
    std::minstd_rand dice_;
};

class StoredCounts : public test::OnMigratedDatabase {
 public:
    void expect_true() {
        read([](SqlSession& session) {
            EXPECT_EQ(kept(session), counted(session));
            EXPECT_EQ(kept_words(session), counted_words(session));
        });
    }
};

TEST_P(StoredCounts, AreThoseOfTheTablesWhateverIsDone) {
    Server server(options());
    Busybody busybody(server, 7);
    for (int i = 0; i < 400; ++i) {
        busybody.act();
        if (i % 40 == 0) expect_true();
    }
    expect_true();
    for (const char* table : {"products", "orders", "customers", "accounts"}) EXPECT_GT(count(table), 0) << table;
    EXPECT_GT(count("orders", "status <> 'pending'"), 0);
}

TEST_P(StoredCounts, AreTrueWhereServersShareTheStore) {
    std::vector<std::thread> servers;
    std::latch ready(3);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        servers.emplace_back([&, seed] {
            Server server(options());
            Busybody busybody(server, seed);
            ready.arrive_and_wait();
            for (int i = 0; i < 200; ++i) busybody.act();
        });
    }
    for (std::thread& server : servers) server.join();
    expect_true();
    EXPECT_GT(count("orders"), 0);
}

TEST_P(StoredCounts, AreWhatListsSay) {
    const CustomerId ada = add_customer("ada@example.com");
    add_customer("bob@example.com");
    Product lamp = test::product("Lamp");
    lamp.category = "Light";
    add_product(lamp);
    add_product(lamp);
    add_product(test::product("Mug"));
    const Order pending{.customer_id = ada, .placed_at = test::at("2026-01-01T00:00:00Z"), .currency = "USD"};
    Order shipped = pending;
    shipped.status = OrderStatus::shipped;
    write([&](Transaction& transaction) { orders.add(transaction, std::vector{pending, shipped, shipped}); });

    const auto total = [this](auto& repository, const auto& query) {
        return read([&](SqlSession& session) { return repository.list(session, query).total; });
    };
    ProductQuery in_category;
    OrderQuery of_status;
    EXPECT_EQ(total(products, in_category), 3);
    EXPECT_EQ(total(orders, of_status), 3);
    EXPECT_EQ(total(customers, SearchRequest()), 2);
    EXPECT_EQ(total(accounts, SearchRequest()), 0);
    in_category.category = "Light";
    EXPECT_EQ(total(products, in_category), 2);
    in_category.category = "light";
    EXPECT_EQ(total(products, in_category), 0);
    in_category.category = "";
    EXPECT_EQ(total(products, in_category), 0) << "no product is in a category without a name";
    of_status.status = OrderStatus::shipped;
    EXPECT_EQ(total(orders, of_status), 2);
    of_status.status = OrderStatus::returned;
    EXPECT_EQ(total(orders, of_status), 0);
    EXPECT_THAT(read([&](SqlSession& session) { return products.categories(session); }),
                ElementsAre(testing::AllOf(Field(&Category::name, "Light"), Field(&Category::product_count, 2))));
}

TILL_ON_BOTH_DATABASES(StoredCounts);

/// A database that was made before totals were stored.
class AnOlderDatabase : public test::OnBothDatabases {};

TEST_P(AnOlderDatabase, IsCountedWhenItIsMigrated) {
    auto steps = database::migrations_for(on_sqlite() ? database::Dialect::sqlite : database::Dialect::mysql);
    const auto all = steps;
    steps.resize(5);
    database::migrate(options(), steps);
    {
        database::SqlDatabase database(options());
        database.write([](Transaction& transaction) {
            for (const std::string category : {"'Light'", "'Light'", "NULL"}) {
                transaction.execute(
                    "INSERT INTO products (name, name_key, category, price, version, created_at, "
                    "updated_at) VALUES ('Red lamp', 'red lamp', " +
                    category + ", 1, 1, 1, 1)");
            }
            for (const std::string word : {"1, 'red'", "1, 'lamp'", "2, 'red'", "3, 'lamp'"}) {
                transaction.execute("INSERT INTO product_words (product_id, word, weight) VALUES (" + word + ", 8)");
            }
            for (const std::string status : {"pending", "pending", "shipped"}) {
                transaction.execute("INSERT INTO orders (status, placed_at, currency, total, version) VALUES ('" +
                                    status + "', 1, 'USD', 1, 1)");
            }
        });
    }
    database::migrate(options(), all);
    database::SqlDatabase database(options());
    database.read([](SqlSession& session) {
        EXPECT_THAT(kept(session), ElementsAre(testing::Pair("orders ", 3), testing::Pair("orders pending", 2),
                                               testing::Pair("orders shipped", 1), testing::Pair("products ", 3),
                                               testing::Pair("products Light", 2)));
        EXPECT_THAT(kept_words(session), ElementsAre(testing::Pair("lamp 8", 2), testing::Pair("red 8", 2)));
        EXPECT_EQ(counted_words(session), kept_words(session)) << "nothing is lost on the way";
        EXPECT_EQ(session.value<std::int64_t>("SELECT COUNT(*) FROM product_words"), 4);
    });
}

TILL_ON_BOTH_DATABASES(AnOlderDatabase);

}  // namespace
}  // namespace till
