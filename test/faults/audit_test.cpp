#include <algorithm>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"

namespace till::test {
namespace {

/// A change of a database behind the program's back; ORDER, PRODUCT and CUSTOMER stand for the victim's.
struct Tampering {
    std::string what;
    std::vector<std::string> statements;
};

const std::vector<Tampering> tamperings{
    {"an order is gone with all that belongs to it",
     {"UPDATE stock SET on_hand = on_hand + (SELECT SUM(quantity) FROM order_lines WHERE order_id = ORDER AND "
      "product_id = PRODUCT) WHERE product_id = PRODUCT",
      "DELETE FROM stock_movements WHERE order_id = ORDER", "DELETE FROM order_lines WHERE order_id = ORDER",
      "DELETE FROM order_events WHERE order_id = ORDER", "DELETE FROM idempotency_keys WHERE order_id = ORDER",
      "DELETE FROM orders WHERE id = ORDER"}},
    {"an order is there twice",
     {"INSERT INTO orders (id, customer_id, status, placed_at, currency, total, note, version) SELECT 999999, "
      "customer_id, status, placed_at, currency, total, note, version FROM orders WHERE id = ORDER",
      "INSERT INTO order_lines (order_id, line, product_id, name, unit_price, quantity) SELECT 999999, line, "
      "product_id, name, unit_price, quantity FROM order_lines WHERE order_id = ORDER",
      "INSERT INTO order_events (order_id, position, status, changed_at) SELECT 999999, position, status, changed_at "
      "FROM order_events WHERE order_id = ORDER"}},
    {"an order that nobody placed",
     {"INSERT INTO orders (id, customer_id, status, placed_at, currency, total, version) VALUES (999999, CUSTOMER, "
      "'pending', 0, 'USD', 0, 1)",
      "INSERT INTO order_events (order_id, position, status, changed_at) VALUES (999999, 1, 'pending', 0)"}},
    {"an order of another customer", {"UPDATE orders SET customer_id = NULL WHERE id = ORDER"}},
    {"another count of pieces", {"UPDATE orders SET item_count = item_count + 1 WHERE id = ORDER"}},
    {"another total", {"UPDATE orders SET total = total + 1 WHERE id = ORDER"}},
    {"a line is gone", {"DELETE FROM order_lines WHERE order_id = ORDER AND line = 1"}},
    {"another quantity", {"UPDATE order_lines SET quantity = quantity + 1 WHERE order_id = ORDER AND line = 1"}},
    {"another price, and a total to match",
     {"UPDATE order_lines SET unit_price = unit_price + 1, quantity = 1 WHERE order_id = ORDER",
      "UPDATE orders SET total = (SELECT SUM(unit_price * quantity) FROM order_lines WHERE order_id = ORDER) WHERE id "
      "= ORDER"}},
    {"one piece more on the shelf", {"UPDATE stock SET on_hand = on_hand + 1 WHERE product_id = PRODUCT"}},
    {"a product that is in stock says that it is not", {"UPDATE products SET in_stock = 0 WHERE id = PRODUCT"}},
    {"a row of the ledger is gone",
     {"DELETE FROM stock_movements WHERE order_id = ORDER AND product_id = PRODUCT AND reason = 'sale'"}},
    {"a row of the ledger is there twice",
     {"INSERT INTO stock_movements (product_id, delta, reason, order_id, moved_at) SELECT product_id, delta, reason, "
      "order_id, moved_at FROM stock_movements WHERE order_id = ORDER AND product_id = PRODUCT AND reason = 'sale'"}},
    {"stock and ledger agree on a sale that was none",
     {"INSERT INTO stock_movements (product_id, delta, reason, moved_at) VALUES (PRODUCT, -1, 'sale', 0)",
      "UPDATE stock SET on_hand = on_hand - 1 WHERE product_id = PRODUCT"}},
    {"stock and ledger agree on another beginning",
     {"UPDATE stock_movements SET delta = delta + 1 WHERE product_id = PRODUCT AND reason = 'initial'",
      "UPDATE stock SET on_hand = on_hand + 1 WHERE product_id = PRODUCT"}},
    {"a status without its event", {"UPDATE orders SET status = 'processing' WHERE id = ORDER"}},
    {"a move that nobody asked for",
     {"UPDATE orders SET status = 'processing', version = version + 1 WHERE id = ORDER",
      "INSERT INTO order_events (order_id, position, status, changed_at) VALUES (ORDER, 2, 'processing', 0)"}},
    {"the history is gone", {"DELETE FROM order_events WHERE order_id = ORDER"}},
    {"cancelled, and the stock was not given back", {"DELETE FROM stock_movements WHERE reason = 'cancellation'"}},
    {"the key is gone", {"DELETE FROM idempotency_keys WHERE order_id = ORDER"}},
    {"a list is longer than the store remembers",
     {"UPDATE list_counts SET amount = amount - 1 WHERE list = 'orders' AND part = ''"}},
    {"a product names a picture that is not there",
     {"UPDATE products SET image_url = '/images/0123456789abcdef0123456789abcdef-medium.webp' WHERE id = PRODUCT"}},
    {"a picture that no product shows", {"INSERT INTO pictures (name) VALUES ('0123456789abcdef0123456789abcdef')"}},
    {"a key for an order that is not there", {"UPDATE idempotency_keys SET order_id = 999999 WHERE order_id = ORDER"}},
};

class Audits : public FaultOnBoth {
 protected:
    struct Undo {};

    // What the database would hold after the tampering, which is rolled back.
    DatabaseContents tampered(database::SqlDatabase& store, const Tampering& tampering,
                              const StoredOrder& victim) const {
        DatabaseContents contents;
        try {
            store.write([&](database::Transaction& transaction) {
                for (const std::string& statement : tampering.statements) {
                    transaction.execute(about(statement, victim));
                }
                contents = read_tables(transaction);
                throw Undo();
            });
        } catch (const Undo&) {
        }
        return contents;
    }

    static std::string about(std::string statement, const StoredOrder& victim) {
        const std::pair<std::string, std::int64_t> names[] = {
            {"ORDER", victim.id}, {"PRODUCT", victim.lines.front().product}, {"CUSTOMER", victim.customer}};
        for (const auto& [name, id] : names) {
            for (auto at = statement.find(name); at != std::string::npos; at = statement.find(name, at + 1)) {
                const auto end = at + name.size();
                const bool is_other_word = statement.compare(at, 8, "ORDER BY") == 0;
                if (!is_other_word && (end == statement.size() || !std::isalpha(statement[end]))) {
                    statement.replace(at, name.size(), std::to_string(id));
                }
            }
        }
        return statement;
    }

    static const StoredOrder& pending_with_key(const History& history, const DatabaseContents& contents) {
        for (const auto& [id, order] : contents.orders) {
            if (order.status == "pending" && history.asked.at(number_in(order.note)).has_key) return order;
        }
        throw std::runtime_error("no order is pending");
    }
};

TEST_P(Audits, FindWhateverIsChangedBehindTheStoresBack) {
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    shop.fill_shelves();
    Shoppers shoppers(shop, new_guests(shop, 4), 3);
    ASSERT_TRUE(shoppers.wait_for_orders(100));
    shoppers.leave();
    const History history = shop.record().read();
    const DatabaseContents good = shop.contents();
    ASSERT_THAT(audit(history, good), FindsNothingWrong());
    ASSERT_TRUE(std::ranges::any_of(good.movements, [](const auto& row) { return row.reason == "cancellation"; }));
    shop.stop();

    database::SqlDatabase store(database.options());
    const StoredOrder& victim = pending_with_key(history, good);
    for (const Tampering& tampering : tamperings) {
        if (good.stored_counts.empty() && tampering.statements.front().find("list_counts") != std::string::npos)
            continue;
        EXPECT_FALSE(audit(history, tampered(store, tampering, victim)).faults.empty()) << tampering.what;
    }
    EXPECT_THAT(shop.audit(), FindsNothingWrong()) << "all of it was taken back";
    note_figures(std::to_string(tamperings.size()) + " ways of changing a store behind its back, each found");
}

TEST_P(Audits, FindARecordThatKnowsMoreThanTheStore) {
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    const std::int64_t product = shop.new_product(10);
    const Guest guest = shop.new_guest();
    const std::int64_t lost =
        shop.record().asks({.kind = Asked::Kind::order, .customer = guest.customer, .basket = {{product, 1}}});
    EXPECT_THAT(shop.audit(), FindsNothingWrong()) << "it was never answered";
    shop.record().was_done(lost, 1);
    EXPECT_THAT(shop.audit().faults, testing::ElementsAre("request 1 was answered, and is not there"));
}

TILL_ON_BOTH_DATABASES(Audits);

}  // namespace
}  // namespace till::test
