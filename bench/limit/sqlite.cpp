#include "common/sqlite.h"

#include <memory>
#include <stdexcept>

#include "limit/limits.h"

namespace till::limit {

namespace {

using bench::Sqlite;
using bench::Statement;

class OrderWriter {
 public:
    OrderWriter(const std::string& path, const Range& products, std::size_t group)
        : database_(path), products_(products), group_(group) {
        database_.execute("PRAGMA journal_mode = WAL");
        database_.execute("PRAGMA synchronous = FULL");
        database_.execute("PRAGMA foreign_keys = ON");
        database_.execute("PRAGMA wal_autocheckpoint = 4000");
        database_.execute("PRAGMA cache_size = -65536");
    }

    std::uint64_t write_batch() {
        begin_.run();
        for (std::size_t i = 0; i < group_; ++i) write_order(draw_products(random_, products_));
        commit_.run();
        return group_;
    }

 private:
    void write_order(const Products& products) {
        const std::int64_t now = now_ms();
        for (const std::int64_t product : products) {
            stock_.run(std::int64_t{-1}, product, std::int64_t{1});
            if (database_.changes() != 1) throw std::runtime_error("there is not enough in stock");
        }
        order_.run(nullptr, std::int64_t{1}, buyer_name, buyer_email, nullptr, "pending", now, "USD",
                   price * std::int64_t{lines_per_order}, std::int64_t{lines_per_order}, std::int64_t{lines_per_order},
                   nullptr, nullptr, nullptr, nullptr, std::int64_t{1});
        const std::int64_t id = database_.last_id();
        std::int64_t number = 0;
        for (const std::int64_t product : products) {
            const std::string sku = sku_of(product);
            const std::string name = name_of(product);
            line_.run(id, ++number, product, sku, name, price, std::int64_t{1});
            movement_.run(product, std::int64_t{-1}, "sale", id, std::int64_t{1}, nullptr, now);
        }
        event_.run(id, std::int64_t{1}, "pending", now, nullptr, std::int64_t{1});
    }

    Sqlite database_;
    Range products_;
    std::size_t group_;
    bench::Random random_;
    Statement begin_{database_, "BEGIN IMMEDIATE"};
    Statement commit_{database_, "COMMIT"};
    Statement stock_{database_, "UPDATE stock SET on_hand = on_hand + ? WHERE product_id = ? AND on_hand >= ?"};
    Statement order_{database_,
                     "INSERT INTO orders (number, customer_id, customer_name, customer_email, customer_phone, status, "
                     "placed_at, currency, total, line_count, item_count, shipping_address, note, carrier, "
                     "tracking_number, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement line_{database_,
                    "INSERT INTO order_lines (order_id, line, product_id, sku, name, unit_price, quantity) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)"};
    Statement movement_{database_,
                        "INSERT INTO stock_movements (product_id, delta, reason, order_id, account_id, note, moved_at) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)"};
    Statement event_{database_,
                     "INSERT INTO order_events (order_id, position, status, changed_at, note, account_id) "
                     "VALUES (?, ?, ?, ?, ?, ?)"};
};

class OrderReader {
 public:
    OrderReader(const std::string& path, const Range& orders, std::size_t thread)
        : database_(path), orders_(orders), random_(thread + 1) {
        database_.execute("PRAGMA query_only = ON");
    }

    std::uint64_t read() {
        const std::int64_t id = random_.between(orders_.first, orders_.last);
        if (!order_.run(id)) throw std::runtime_error("there is no order " + std::to_string(id));
        bytes_ += order_.read_row();
        order_.next();
        std::size_t lines = 0;
        for (bool row = lines_.run(id); row; row = lines_.next(), ++lines) bytes_ += lines_.read_row();
        if (lines != lines_per_order) throw std::runtime_error("an order with other lines");
        return 1;
    }

 private:
    Sqlite database_;
    Range orders_;
    bench::Random random_;
    std::size_t bytes_ = 0;
    Statement order_{
        database_,
        "SELECT id, number, customer_id, customer_name, customer_email, customer_phone, status, placed_at, "
        "currency, total, line_count, item_count, shipping_address, note, carrier, tracking_number, "
        "version FROM orders WHERE id = ?"};
    Statement lines_{database_,
                     "SELECT order_id, line, product_id, sku, name, unit_price, quantity FROM order_lines "
                     "WHERE order_id = ? ORDER BY line"};
};

}  // namespace

Worker sqlite_orders(const std::string& database, const Range& products, std::size_t group) {
    return [=](std::size_t /*thread*/) -> Work {
        auto writer = std::make_shared<OrderWriter>(database, products, group);
        return [writer] { return writer->write_batch(); };
    };
}

Worker sqlite_reads(const std::string& database, const Range& orders) {
    return [=](std::size_t thread) -> Work {
        auto reader = std::make_shared<OrderReader>(database, orders, thread);
        return [reader] { return reader->read(); };
    };
}

}  // namespace till::limit
