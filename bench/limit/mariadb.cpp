#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <variant>
#include <vector>

#include <mysql.h>

#include "limit/limits.h"

namespace till::limit {

namespace {

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

[[noreturn]] void fail(const char* message) { throw std::runtime_error(std::string("MariaDB: ") + message); }

class Connection {
 public:
    explicit Connection(const MariadbAddress& address) : handle_(mysql_init(nullptr), mysql_close) {
        std::ifstream file(address.password_file);
        std::string password;
        if (!std::getline(file, password)) throw std::runtime_error(address.password_file + " cannot be read");
        if (mysql_real_connect(handle_.get(), nullptr, "till", password.c_str(), address.database.c_str(), 0,
                               address.socket.c_str(), 0) == nullptr) {
            fail(mysql_error(handle_.get()));
        }
    }

    void execute(const char* sql) {
        if (mysql_query(handle_.get(), sql) != 0) fail(mysql_error(handle_.get()));
    }
    MYSQL* handle() { return handle_.get(); }

 private:
    std::unique_ptr<MYSQL, void (*)(MYSQL*)> handle_;
};

class Statement {
 public:
    Statement(Connection& connection, const std::string& sql)
        : handle_(mysql_stmt_init(connection.handle()), mysql_stmt_close) {
        if (mysql_stmt_prepare(handle_.get(), sql.c_str(), sql.size()) != 0) fail(mysql_stmt_error(handle_.get()));
    }

    /// Gives the number of rows that were changed.
    std::uint64_t run(const std::vector<Value>& values) {
        std::vector<MYSQL_BIND> binds(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) bind(binds[i], values[i]);
        if (mysql_stmt_bind_param(handle_.get(), binds.data()) != 0 || mysql_stmt_execute(handle_.get()) != 0) {
            fail(mysql_stmt_error(handle_.get()));
        }
        return mysql_stmt_affected_rows(handle_.get());
    }

    /// Runs a SELECT and takes all rows with all their columns; gives their number.
    std::size_t read(std::int64_t id) {
        bind_result();
        run({id});
        if (mysql_stmt_store_result(handle_.get()) != 0) fail(mysql_stmt_error(handle_.get()));
        std::size_t rows = 0;
        while (mysql_stmt_fetch(handle_.get()) == 0) ++rows;
        mysql_stmt_free_result(handle_.get());
        return rows;
    }

    std::int64_t last_id() { return static_cast<std::int64_t>(mysql_stmt_insert_id(handle_.get())); }

 private:
    static constexpr std::size_t text_bytes = 4096;

    static void bind(MYSQL_BIND& bind, const Value& value) {
        std::memset(&bind, 0, sizeof bind);
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            bind.buffer_type = MYSQL_TYPE_LONGLONG;
            bind.buffer = const_cast<std::int64_t*>(integer);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            bind.buffer_type = MYSQL_TYPE_STRING;
            bind.buffer = const_cast<char*>(text->data());
            bind.buffer_length = text->size();
        } else {
            bind.buffer_type = MYSQL_TYPE_NULL;
        }
    }

    void bind_result() {
        if (!columns_.empty()) return;
        columns_.resize(mysql_stmt_field_count(handle_.get()));
        std::vector<MYSQL_BIND> binds(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            std::memset(&binds[i], 0, sizeof binds[i]);
            columns_[i].resize(text_bytes);
            binds[i].buffer_type = MYSQL_TYPE_STRING;
            binds[i].buffer = columns_[i].data();
            binds[i].buffer_length = text_bytes;
        }
        if (mysql_stmt_bind_result(handle_.get(), binds.data()) != 0) fail(mysql_stmt_error(handle_.get()));
    }

    std::unique_ptr<MYSQL_STMT, my_bool (*)(MYSQL_STMT*)> handle_;
    std::vector<std::vector<char>> columns_;
};

std::string rows_of(const char* row) {
    std::string rows = row;
    for (std::size_t i = 1; i < lines_per_order; ++i) rows += std::string(", ") + row;
    return rows;
}

class OrderWriter {
 public:
    OrderWriter(const MariadbAddress& address, const Range& products, std::size_t thread)
        : connection_(address), products_(products), random_(thread + 1) {}

    void write() {
        const Products products = draw_products(random_, products_);
        const std::int64_t now = now_ms();
        connection_.execute("BEGIN");
        for (const std::int64_t product : products) {
            if (stock_.run({std::int64_t{-1}, product, std::int64_t{1}}) != 1) fail("there is not enough in stock");
        }
        order_.run({nullptr, std::int64_t{1}, buyer_name, buyer_email, nullptr, "pending", now, "USD",
                    price * std::int64_t{lines_per_order}, std::int64_t{lines_per_order}, std::int64_t{lines_per_order},
                    nullptr, nullptr, nullptr, nullptr, std::int64_t{1}});
        write_lines(order_.last_id(), products, now);
        event_.run({order_.last_id(), std::int64_t{1}, "pending", now, nullptr, std::int64_t{1}});
        connection_.execute("COMMIT");
    }

 private:
    void write_lines(std::int64_t id, const Products& products, std::int64_t now) {
        std::vector<Value> lines;
        std::vector<Value> movements;
        std::int64_t number = 0;
        for (const std::int64_t product : products) {
            lines.insert(lines.end(),
                         {id, ++number, product, sku_of(product), name_of(product), price, std::int64_t{1}});
            movements.insert(movements.end(), {product, std::int64_t{-1}, "sale", id, std::int64_t{1}, nullptr, now});
        }
        lines_.run(lines);
        movements_.run(movements);
    }

    Connection connection_;
    Range products_;
    bench::Random random_;
    Statement stock_{connection_, "UPDATE stock SET on_hand = on_hand + ? WHERE product_id = ? AND on_hand >= ?"};
    Statement order_{connection_,
                     "INSERT INTO orders (number, customer_id, customer_name, customer_email, customer_phone, status, "
                     "placed_at, currency, total, line_count, item_count, shipping_address, note, carrier, "
                     "tracking_number, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement lines_{connection_,
                     "INSERT INTO order_lines (order_id, line, product_id, sku, name, unit_price, quantity) VALUES " +
                         rows_of("(?, ?, ?, ?, ?, ?, ?)")};
    Statement movements_{connection_,
                         "INSERT INTO stock_movements (product_id, delta, reason, order_id, account_id, note, "
                         "moved_at) VALUES " +
                             rows_of("(?, ?, ?, ?, ?, ?, ?)")};
    Statement event_{connection_,
                     "INSERT INTO order_events (order_id, position, status, changed_at, note, account_id) "
                     "VALUES (?, ?, ?, ?, ?, ?)"};
};

class OrderReader {
 public:
    OrderReader(const MariadbAddress& address, const Range& orders, std::size_t thread)
        : connection_(address), orders_(orders), random_(thread + 1) {}

    void read() {
        const std::int64_t id = random_.between(orders_.first, orders_.last);
        if (order_.read(id) != 1 || lines_.read(id) != lines_per_order) fail("an order that is not as it was written");
    }

 private:
    Connection connection_;
    Range orders_;
    bench::Random random_;
    Statement order_{
        connection_,
        "SELECT id, number, customer_id, customer_name, customer_email, customer_phone, status, placed_at, "
        "currency, total, line_count, item_count, shipping_address, note, carrier, tracking_number, "
        "version FROM orders WHERE id = ?"};
    Statement lines_{connection_,
                     "SELECT order_id, line, product_id, sku, name, unit_price, quantity FROM order_lines "
                     "WHERE order_id = ? ORDER BY line"};
};

}  // namespace

Worker mariadb_orders(const MariadbAddress& address, const Range& products) {
    return [=](std::size_t thread) -> Work {
        auto writer = std::make_shared<OrderWriter>(address, products, thread);
        return [writer]() -> std::uint64_t {
            writer->write();
            return 1;
        };
    };
}

Worker mariadb_reads(const MariadbAddress& address, const Range& orders) {
    return [=](std::size_t thread) -> Work {
        auto reader = std::make_shared<OrderReader>(address, orders, thread);
        return [reader]() -> std::uint64_t {
            reader->read();
            return 1;
        };
    };
}

}  // namespace till::limit
