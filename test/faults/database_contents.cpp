#include "faults/database_contents.h"

namespace till::test {

namespace {

using database::SqlSession;
using std::int64_t;
using std::string;

void read_orders(SqlSession& session, DatabaseContents& contents) {
    for (auto& [id, customer, status, total, note, version, lines, units] :
         session.rows<int64_t, int64_t, string, int64_t, string, int64_t, int64_t, int64_t>(
             "SELECT id, COALESCE(customer_id, 0), status, total, COALESCE(note, ''), version, line_count, item_count "
             "FROM orders")) {
        contents.orders[id] = {id, customer, status, total, note, version, lines, units, {}, {}};
    }
    for (const auto& [order, product, price, quantity] : session.rows<int64_t, int64_t, int64_t, int64_t>(
             "SELECT order_id, COALESCE(product_id, 0), unit_price, quantity FROM order_lines")) {
        const auto found = contents.orders.find(order);
        if (found != contents.orders.end()) {
            found->second.lines.push_back({product, price, quantity});
        } else {
            contents.strays.push_back("a line of order " + std::to_string(order) + ", which is not there");
        }
    }
    for (auto& [order, position, status, note] : session.rows<int64_t, int64_t, string, string>(
             "SELECT order_id, position, status, COALESCE(note, '') FROM order_events ORDER BY order_id, position")) {
        const auto found = contents.orders.find(order);
        if (found != contents.orders.end()) {
            found->second.events.push_back({position, status, note});
        } else {
            contents.strays.push_back("an event of order " + std::to_string(order) + ", which is not there");
        }
    }
}

void read_stock(SqlSession& session, DatabaseContents& contents) {
    for (const auto& [product, on_hand] : session.rows<int64_t, int64_t>("SELECT product_id, on_hand FROM stock")) {
        contents.on_hand[product] = on_hand;
    }
    for (const auto& [product] : session.rows<int64_t>("SELECT id FROM products JOIN stock ON product_id = id WHERE "
                                                       "in_stock <> CASE WHEN on_hand > 0 THEN 1 ELSE 0 "
                                                       "END")) {
        contents.strays.push_back("a product, " + std::to_string(product) + ", whose in_stock is not its stock's");
    }
    for (auto& [product, change, reason, order, note] : session.rows<int64_t, int64_t, string, int64_t, string>(
             "SELECT product_id, delta, reason, COALESCE(order_id, 0), COALESCE(note, '') FROM stock_movements")) {
        contents.movements.push_back({product, change, reason, order, note});
    }
}

bool has_table(SqlSession& session, const string& table) {
    const char* const tables = session.dialect() == database::Dialect::sqlite
                                   ? "SELECT COUNT(*) FROM sqlite_master WHERE name = :name"
                                   : "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() "
                                     "AND table_name = :name";
    return session.value<int64_t>(tables, table).value_or(0) > 0;
}

// No image is stored that no product uses, and no product uses an image that is not stored.
void read_images(SqlSession& session, DatabaseContents& contents) {
    if (!has_table(session, "picture_uses")) return;
    for (const auto& [name] : session.rows<string>(
             "SELECT name FROM pictures WHERE name NOT IN (SELECT name FROM picture_uses) OR name NOT IN (SELECT name "
             "FROM picture_parts WHERE size = 'small')")) {
        contents.strays.push_back("a picture " + name + ", which no product shows or which has no file");
    }
    for (const auto& [product] : session.rows<int64_t>(
             "SELECT products.id FROM products LEFT JOIN picture_uses ON picture_uses.product_id = products.id "
             "WHERE SUBSTR(COALESCE(image_url, ''), 1, 8) = '/images/' "
             "AND SUBSTR(image_url, 9, 32) <> COALESCE(picture_uses.name, '')")) {
        contents.strays.push_back("a product " + std::to_string(product) + " with a picture that is not there");
    }
}

void read_totals(SqlSession& session, DatabaseContents& contents) {
    if (!has_table(session, "list_counts")) return;
    for (const auto& [list, part, amount] : session.rows<string, string, int64_t>(
             "SELECT list, part, SUM(amount) FROM list_counts GROUP BY list, part HAVING SUM(amount) <> 0")) {
        contents.stored_counts[list + " " + part] = amount;
    }
    for (const string list : {"products", "orders", "customers", "accounts"}) {
        const auto total = session.value<int64_t>("SELECT COUNT(*) FROM " + list);
        if (total != 0) contents.totals[list + " "] = total.value_or(0);
    }
    for (const auto& [query, list] :
         {std::pair<string, string>("SELECT status, COUNT(*) FROM orders GROUP BY status", "orders "),
          std::pair<string, string>(
              "SELECT category, COUNT(*) FROM products WHERE category IS NOT NULL GROUP BY category", "products ")}) {
        for (const auto& [part, amount] : session.rows<string, int64_t>(query)) contents.totals[list + part] = amount;
    }
}

void read_damage(SqlSession& session, database::Dialect dialect, DatabaseContents& contents) {
    if (dialect == database::Dialect::sqlite) {
        for (const auto& [line] : session.rows<string>("PRAGMA integrity_check")) {
            if (line != "ok") contents.damage.push_back(line);
        }
        for (const auto& [table] : session.rows<string>("PRAGMA foreign_key_check")) {
            contents.damage.push_back("a row of " + table + " refers to one that is not there");
        }
        return;
    }
    for (const auto& [table, action, type, text] : session.rows<string, string, string, string>(
             "CHECK TABLE orders, order_lines, order_events, stock, stock_movements, idempotency_keys")) {
        if (text != "OK") contents.damage.push_back(table + ": " + text);
    }
}

}  // namespace

DatabaseContents read_tables(SqlSession& session) {
    DatabaseContents contents;
    read_orders(session, contents);
    read_stock(session, contents);
    for (const auto& [order] : session.rows<int64_t>("SELECT order_id FROM idempotency_keys")) {
        contents.orders_of_keys.push_back(order);
    }
    read_totals(session, contents);
    read_images(session, contents);
    return contents;
}

DatabaseContents read_database(database::Database& store, database::Dialect dialect) {
    // In a write, so that all of it is of one moment.
    DatabaseContents contents =
        store.write([](database::Transaction& transaction) { return read_tables(transaction); });
    store.read([&](SqlSession& session) { read_damage(session, dialect, contents); });
    return contents;
}

}  // namespace till::test
