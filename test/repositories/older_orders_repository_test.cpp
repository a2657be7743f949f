#include <gmock/gmock.h>

#include "platform/database/migrations.h"
#include "platform/database/sql_database.h"
#include "shop/orders/sql_order_repository.h"
#include "support/databases.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

/// A database as an earlier program left it, before orders said who placed them.
class OlderOrders : public test::OnBothDatabases {
 public:
    std::vector<database::Migration> steps() const {
        return database::migrations_for(on_sqlite() ? database::Dialect::sqlite : database::Dialect::mysql);
    }
    void migrate_to_0007() const {
        std::vector<database::Migration> before = steps();
        before.resize(7);
        database::migrate(options(), before);
    }
};

TEST_P(OlderOrders, GetTheContactOfTheirCustomerAndTheirCounts) {
    migrate_to_0007();
    {
        database::SqlDatabase database(options());
        database.write([](Transaction& transaction) {
            for (const char* statement :
                 {"INSERT INTO customers (id, name, email, email_key, phone, version, created_at, updated_at) VALUES "
                  "(7, 'Ada', 'ada@example.com', 'ada@example.com', '123', 1, 0, 0)",
                  "INSERT INTO orders (id, customer_id, status, placed_at, currency, total, version) VALUES "
                  "(1, 7, 'shipped', 5, 'USD', 700, 3)",
                  "INSERT INTO orders (id, customer_id, status, placed_at, currency, total, version) VALUES "
                  "(2, NULL, 'delivered', 6, 'USD', 0, 1)",
                  "INSERT INTO order_lines (order_id, line, name, unit_price, quantity) VALUES (1, 1, 'Lamp', 100, 4)",
                  "INSERT INTO order_lines (order_id, line, name, unit_price, quantity) VALUES (1, 2, 'Mug', 300, 1)",
                  "INSERT INTO order_events (order_id, position, status, changed_at) VALUES (1, 1, 'pending', 5)"}) {
                transaction.execute(statement);
            }
        });
    }
    database::migrate(options(), steps());
    database::SqlDatabase database(options());
    SqlOrderRepository orders;
    const auto find = [&](OrderId id) {
        return database.read([&](SqlSession& session) { return orders.find(session, id).value(); });
    };
    EXPECT_EQ(find(1).customer_name, "Ada");
    EXPECT_EQ(find(1).customer_email, "ada@example.com");
    EXPECT_EQ(find(1).customer_phone, "123");
    EXPECT_EQ(find(1).line_count, 2);
    EXPECT_EQ(find(1).item_count, 5);
    EXPECT_EQ(find(1).version, 3);
    EXPECT_EQ(find(2).customer_name, std::nullopt);
    EXPECT_EQ(find(2).line_count, 0);
    EXPECT_EQ(database.read([&](SqlSession& session) { return orders.history(session, 1); }).size(), 1U);
}

TILL_ON_BOTH_DATABASES(OlderOrders);

}  // namespace
}  // namespace till
