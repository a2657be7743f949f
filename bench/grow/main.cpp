// Fills the empty tables of a migrated database on SQLite with a shop of any size, as if it had sold for two years. For
// measuring only: it writes the tables itself, since a shop of millions would take an hour through the API. Or writes
// its products as CSV, for another kind of database.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <spdlog/fmt/fmt.h>

#include "common/random.h"
#include "common/sqlite.h"
#include "platform/console/progress.h"
#include "shop/catalogue/product_words.h"
#include "shop/customers/customer_search.h"

namespace till::grow {
namespace {

using bench::Sqlite;
using bench::Statement;

constexpr std::int64_t products_with_a_word = 50;  ///< that have the same lot in their name
constexpr std::int64_t common_one_in = 20;         ///< products of cotton
constexpr std::int64_t left_in_stock = 1000;
constexpr std::int64_t opened_at_ms = 1'700'000'000'000;
constexpr std::int64_t sold_until_ms = 1'763'000'000'000;

struct Size {
    std::int64_t products = 10'000;
    std::int64_t orders = 50'000;
    std::int64_t orders_a_customer = 50;

    std::int64_t customers() const { return std::max<std::int64_t>(1, orders / orders_a_customer); }
};

struct Sale {
    std::int32_t product;
    std::int32_t customer;
};

const char* status_of(std::int64_t order) {
    if (order % 50 == 0) return "processing";
    if (order % 50 == 1) return "shipped";
    return order % 50 == 2 ? "pending" : "delivered";
}

ProductDetails product_of(std::int64_t number) {
    constexpr const char* things[] = {"kettle", "lamp",  "chair",  "mug", "blanket", "clock",
                                      "basket", "shelf", "mirror", "rug", "vase"};
    const std::string thing = things[number % 11];
    const char* material = number % common_one_in == 0 ? "cotton" : "plain";
    ProductDetails product;
    product.sku = fmt::format("SKU-{:07}", number);
    product.name = fmt::format("{} {} lot{:06}", material, thing, (number - 1) / products_with_a_word);
    product.description = fmt::format("A {} for the house, made to last", thing);
    product.category = thing + "s";
    product.image_url = fmt::format("https://images.example.com/{}.jpg", number);
    return product;
}

std::int64_t price_of(std::int64_t product) { return 500 + product * 37 % 19'500; }

class Store {
 public:
    Store(const std::string& path, const Size& size) : database_(path), size_(size) {
        database_.execute("PRAGMA journal_mode = MEMORY");
        database_.execute("PRAGMA synchronous = OFF");
        database_.execute("PRAGMA cache_size = -400000");
        database_.execute("PRAGMA temp_store = MEMORY");
    }

    void fill() {
        if (database_.number("SELECT COUNT(*) FROM products") != 0) throw std::runtime_error("the store is not empty");
        database_.execute("BEGIN");
        const std::vector<std::string> indexes = drop_indexes();
        draw_sales();
        add_customers();
        add_products();
        add_orders();
        for (const std::string& index : indexes) {
            fmt::print("{}\n", index.substr(0, index.find('(')));
            std::fflush(stdout);
            database_.execute(index);
        }
        keep_counts();
        database_.execute("COMMIT");
        database_.execute("PRAGMA synchronous = FULL");
        database_.execute("PRAGMA journal_mode = WAL");
        check();
    }

 private:
    /// An index is made much faster over rows that are there already.
    std::vector<std::string> drop_indexes() {
        std::vector<std::string> made_by;
        std::vector<std::string> names;
        Statement all(database_, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        for (bool row = all.run(); row; row = all.next()) {
            names.push_back(all.text(0));
            made_by.push_back(all.text(1));
        }
        for (const std::string& name : names) database_.execute("DROP INDEX " + name);
        return made_by;
    }

    void draw_sales() {
        sales_.reserve(static_cast<std::size_t>(size_.orders));
        sold_.resize(static_cast<std::size_t>(size_.products) + 1);
        for (std::int64_t i = 0; i < size_.orders; ++i) {
            const Sale sale{static_cast<std::int32_t>(random_.between(1, size_.products)),
                            static_cast<std::int32_t>(1 + i % size_.customers())};
            ++sold_[static_cast<std::size_t>(sale.product)];
            sales_.push_back(sale);
        }
    }

    void add_customers() {
        Statement insert(database_,
                         "INSERT INTO customers (name, email, email_key, phone, search_key, version, created_at, "
                         "updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)");
        for (std::int64_t i = 1; i <= size_.customers(); ++i) {
            const CustomerDetails customer{.name = fmt::format("Customer {}", i),
                                           .email = fmt::format("customer-{}@example.com", i),
                                           .phone = "+44 20 7946 0000"};
            insert.run(customer.name, customer.email, customer.email, *customer.phone, search_key_of(customer),
                       opened_at_ms, opened_at_ms);
        }
    }

    void add_products() {
        ProgressBar progress("Products", static_cast<std::size_t>(size_.products));
        Statement insert(database_,
                         "INSERT INTO products (sku, name, name_key, description, category, price, image_url, version, "
                         "created_at, updated_at, in_stock) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 1)");
        Statement stock(database_, "INSERT INTO stock (product_id, on_hand) VALUES (?, ?)");
        Statement movement(database_,
                           "INSERT INTO stock_movements (product_id, delta, reason, moved_at) "
                           "VALUES (?, ?, 'initial', ?)");
        Statement word(database_, "INSERT INTO product_words (product_id, word, weight) VALUES (?, ?, ?)");
        for (std::int64_t id = 1; id <= size_.products; ++id) {
            const ProductDetails product = product_of(id);
            const std::int64_t at = opened_at_ms + id;
            insert.run(*product.sku, product.name, name_key_of(product.name), *product.description, *product.category,
                       price_of(id), *product.image_url, at, at);
            stock.run(id, left_in_stock);
            movement.run(id, left_in_stock + sold_[static_cast<std::size_t>(id)], at);
            for (const auto& [text, weight] : words_of(product)) word.run(id, text, weight);
            progress.show(static_cast<std::size_t>(id));
        }
    }

    void add_orders() {
        ProgressBar progress("Orders", sales_.size());
        Statement order(database_,
                        "INSERT INTO orders (customer_id, customer_name, customer_email, status, placed_at, currency, "
                        "total, line_count, item_count, version) SELECT ?, name, email, ?, ?, 'USD', ?, 1, 1, 1 FROM "
                        "customers WHERE id = ?");
        Statement line(database_,
                       "INSERT INTO order_lines (order_id, line, product_id, sku, name, unit_price, quantity) "
                       "VALUES (?, 1, ?, ?, ?, ?, 1)");
        Statement event(database_,
                        "INSERT INTO order_events (order_id, position, status, changed_at) VALUES (?, 1, ?, ?)");
        Statement movement(database_,
                           "INSERT INTO stock_movements (product_id, delta, reason, order_id, moved_at) "
                           "VALUES (?, -1, 'sale', ?, ?)");
        const std::int64_t step_ms = (sold_until_ms - opened_at_ms) / (size_.orders + 1);
        for (std::int64_t id = 1; id <= size_.orders; ++id) {
            const Sale& sale = sales_[static_cast<std::size_t>(id - 1)];
            const std::int64_t at = opened_at_ms + id * step_ms;
            const std::int64_t price = price_of(sale.product);
            const ProductDetails product = product_of(sale.product);
            order.run(std::int64_t{sale.customer}, status_of(id), at, price, std::int64_t{sale.customer});
            line.run(id, std::int64_t{sale.product}, *product.sku, product.name, price);
            event.run(id, status_of(id), at);
            movement.run(std::int64_t{sale.product}, id, at);
            progress.show(static_cast<std::size_t>(id));
        }
    }

    void keep_counts() {
        database_.execute(
            "INSERT INTO product_word_counts SELECT word, weight, COUNT(*) FROM product_words GROUP BY word, weight");
        database_.execute("DELETE FROM list_counts");
        for (const char* table : {"products", "orders", "customers", "accounts"}) {
            database_.execute(fmt::format("INSERT INTO list_counts SELECT '{0}', '', 0, COUNT(*) FROM {0}", table));
        }
        database_.execute(
            "INSERT INTO list_counts SELECT 'products', category, 0, COUNT(*) FROM products GROUP BY category");
        database_.execute("INSERT INTO list_counts SELECT 'orders', status, 0, COUNT(*) FROM orders GROUP BY status");
    }

    void check() {
        const std::int64_t wrong = database_.number(
            "SELECT COUNT(*) FROM stock WHERE on_hand <> (SELECT SUM(delta) FROM stock_movements "
            "WHERE stock_movements.product_id = stock.product_id)");
        if (wrong != 0) throw std::runtime_error(fmt::format("{} products whose ledger is not their stock", wrong));
    }

    Sqlite database_;
    Size size_;
    bench::Random random_;
    std::vector<Sale> sales_;
    std::vector<std::int64_t> sold_;  ///< by product
};

void write_csv(const std::string& path, const Size& size) {
    std::ofstream csv(path, std::ios::binary);
    csv << "sku,name,description,category,price,stock,image_url\n";
    for (std::int64_t id = 1; id <= size.products; ++id) {
        const ProductDetails product = product_of(id);
        csv << fmt::format("{},{},\"{}\",{},{}.{:02},{},{}\n", *product.sku, product.name, *product.description,
                           *product.category, price_of(id) / 100, price_of(id) % 100, left_in_stock,
                           *product.image_url);
    }
    if (!csv.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace
}  // namespace till::grow

int main(int argc, char** argv) {
    till::grow::Size size;
    std::string path;
    bool is_csv = false;
    CLI::App app("Fills a migrated and empty store on SQLite", "grow");
    app.add_option("FILE", path, "The store's file")->required();
    app.add_flag("--csv", is_csv, "Write the products into FILE, as CSV for till import");
    app.add_option("--products", size.products, "How many")->capture_default_str();
    app.add_option("--orders", size.orders, "How many, of one line each")->capture_default_str();
    app.add_option("--orders-a-customer", size.orders_a_customer, "How many")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        is_csv ? till::grow::write_csv(path, size) : till::grow::Store(path, size).fill();
    } catch (const std::exception& error) {
        fmt::print(stderr, "grow: {}\n", error.what());
        return 1;
    }
    return 0;
}
