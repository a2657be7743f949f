#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "shop/accounts/account_mapping.h"
#include "shop/carts/cart_mapping.h"
#include "shop/catalogue/product_mapping.h"
#include "shop/customers/customer_mapping.h"
#include "shop/inventory/stock_mapping.h"
#include "shop/orders/order_mapping.h"
#include "shop/sessions/session_mapping.h"
#include "support/migrated_database.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::SqlSession;
using database::Transaction;

/// Values of columns that not every value fits: keys of other tables, and names.
using Given = std::map<std::string, Cell>;

/// A model with a value of its own in every mapped field, another in each round.
template <class Row>
Row filled(const Mapping<Row>& mapping, int round, const Given& given = {}) {
    Row row{};
    std::int64_t number = round * std::int64_t{1000};
    for (const auto& column : mapping.columns()) {
        Cell cell;
        cell.kind = column.kind;
        cell.integer = ++number;
        cell.text = column.name.substr(0, 4) + std::to_string(number);
        const auto fit = given.find(column.name);
        column.load(row, fit == given.end() ? cell : fit->second);
    }
    return row;
}

/// The model with other values in all that UPDATE writes.
template <class Row>
Row changed(const Mapping<Row>& mapping, const Row& before, const Given& given = {}) {
    using Writes = typename Mapping<Row>::Writes;
    Row after = filled(mapping, 2, given);
    for (const auto& column : mapping.columns()) {
        if (column.writes == Writes::once || column.writes == Writes::never) {
            column.load(after, column.cell_of(before));
        }
    }
    return after;
}

template <class Row, class Model>
Row row_of(const Model& model) {
    Row row{};
    static_cast<Model&>(row) = model;
    return row;
}

std::string text_of(const Cell& cell) {
    if (cell.null) return "NULL";
    return cell.kind == Cell::Kind::text ? cell.text : std::to_string(cell.integer);
}

template <class Row>
void expect_same(const Mapping<Row>& mapping, const Row& expected, const Row& stored) {
    for (const auto& column : mapping.columns()) {
        EXPECT_EQ(text_of(column.cell_of(stored)), text_of(column.cell_of(expected)))
            << mapping.table() << "." << column.name;
    }
}

class MappedFields : public test::OnMigratedDatabase {
 public:
    /// That the mapping names all columns of its table, but for `unused`.
    template <class Row>
    void expect_whole(const Mapping<Row>& mapping, const std::set<std::string>& unused = {}) {
        std::set<std::string> mapped = unused;
        for (const auto& column : mapping.columns()) {
            if (column.name.find_first_of(".(") == std::string::npos) mapped.insert(column.name);
        }
        const std::string names = on_sqlite() ? "SELECT name FROM pragma_table_info(:name)"
                                              : "SELECT column_name FROM information_schema.columns "
                                                "WHERE table_schema = DATABASE() AND table_name = :name";
        const auto rows = read([&](SqlSession& session) { return session.rows<std::string>(names, mapping.table()); });
        std::set<std::string> present;
        for (const auto& [name] : rows) present.insert(name);
        EXPECT_EQ(mapped, present) << mapping.table();
    }

    Order stored_order(const Given& given) {
        Order order = filled(order_mapping(), 1, given);
        order.items.push_back(filled(order_line_mapping(), 1));
        order.items.front().line = 1;
        order.count_lines();
        order.id = write([&](Transaction& transaction) { return orders.add(transaction, {&order, 1}).front(); });
        order.items.front().order_id = order.id;
        return order;
    }
    Order found_order(OrderId id) {
        return read([&](SqlSession& session) { return orders.find(session, id); }).value();
    }
};

TEST_P(MappedFields, AreAllColumns) {
    expect_whole(product_mapping());
    expect_whole(customer_mapping());
    expect_whole(account_mapping());
    expect_whole(order_mapping());
    expect_whole(order_line_mapping());
    expect_whole(order_event_mapping());
    expect_whole(stock_movement_mapping());
    expect_whole(session_mapping(), {"generation_min"});
    expect_whole(cart_item_mapping());
}

TEST_P(MappedFields, OfAProductAreStored) {
    const auto& mapping = product_mapping();
    ProductRow before = filled(mapping, 1);
    before.id = add_product(before, before.stock);
    const auto found = [&] {
        return read([&](SqlSession& session) { return products.find(session, before.id); }).value();
    };
    expect_same(mapping, row_of<ProductRow, Product>(before), row_of<ProductRow>(found()));

    const ProductRow after = changed(mapping, before);
    write([&](Transaction& transaction) { products.update(transaction, before, after); });
    expect_same(mapping, row_of<ProductRow, Product>(after), row_of<ProductRow>(found()));
}

TEST_P(MappedFields, OfACustomerAreStored) {
    const auto& mapping = customer_mapping();
    CustomerRow before = filled(mapping, 1);
    const Customer& added = before;
    before.id = write([&](Transaction& transaction) { return customers.add(transaction, {&added, 1}).front(); });
    const auto found = [&] {
        return read([&](SqlSession& session) { return customers.find(session, before.id); }).value();
    };
    expect_same(mapping, row_of<CustomerRow, Customer>(before), row_of<CustomerRow>(found()));

    const CustomerRow after = changed(mapping, before);
    write([&](Transaction& transaction) { customers.update(transaction, after); });
    expect_same(mapping, row_of<CustomerRow, Customer>(after), row_of<CustomerRow>(found()));
}

TEST_P(MappedFields, OfAnAccountAreStored) {
    const auto& mapping = account_mapping();
    const Given given{{"customer_id", cell_of(add_customer("ada@example.com"))}};
    AccountRow before = filled(mapping, 1, given);
    before.id = write([&](Transaction& transaction) { return accounts.add(transaction, before); });
    const auto found = [&] {
        return read([&](SqlSession& session) { return accounts.find(session, before.id); }).value();
    };
    expect_same(mapping, row_of<AccountRow, Account>(before), row_of<AccountRow>(found()));

    const AccountRow after = changed(mapping, before);
    write([&](Transaction& transaction) { accounts.update(transaction, after); });
    expect_same(mapping, row_of<AccountRow, Account>(after), row_of<AccountRow>(found()));
}

TEST_P(MappedFields, OfAnOrderAndItsLinesAreStored) {
    const Given given{{"customer_id", cell_of(add_customer("ada@example.com"))},
                      {"currency", cell_of(std::string("USD"))},
                      {"status", cell_of(OrderStatus::pending)}};
    const Order before = stored_order(given);
    expect_same(order_mapping(), before, found_order(before.id));
    ASSERT_EQ(found_order(before.id).items.size(), 1U);
    expect_same(order_line_mapping(), before.items.front(), found_order(before.id).items.front());

    Order after = changed(order_mapping(), before, {{"status", cell_of(OrderStatus::shipped)}});
    after.version = before.version;
    EXPECT_TRUE(write([&](Transaction& transaction) { return orders.update(transaction, after); }));
    after.version += 1;
    expect_same(order_mapping(), after, found_order(before.id));
}

TEST_P(MappedFields, OfAnOrdersHistoryAreStored) {
    const Order order = stored_order({{"customer_id", cell_of(add_customer("ada@example.com"))},
                                      {"currency", cell_of(std::string("USD"))},
                                      {"status", cell_of(OrderStatus::pending)}});
    const OrderEvent event =
        filled(order_event_mapping(), 1, {{"order_id", cell_of(order.id)}, {"status", cell_of(OrderStatus::shipped)}});
    write([&](Transaction& transaction) { orders.record(transaction, {&event, 1}); });
    const auto history = read([&](SqlSession& session) { return orders.history(session, order.id); });
    ASSERT_EQ(history.size(), 1U);
    expect_same(order_event_mapping(), event, history.front());
}

TEST_P(MappedFields, OfAStockMovementAreStored) {
    const ProductId product = add_product(test::product("Lamp"));
    StockMovement movement = filled(stock_movement_mapping(), 1,
                                    {{"product_id", cell_of(product)}, {"reason", cell_of(MovementReason::damaged)}});
    movement.id = write([&](Transaction& transaction) { return stock.record(transaction, {&movement, 1}).front(); });
    const auto movements = read([&](SqlSession& session) { return stock.movements(session, product, {}); }).items;
    const auto found = std::ranges::find(movements, movement.id, &StockMovement::id);
    ASSERT_NE(found, movements.end());
    expect_same(stock_movement_mapping(), movement, *found);
}

TEST_P(MappedFields, OfASessionAreStored) {
    const auto& mapping = session_mapping();
    const Account owner = test::account("keeper");
    const AccountId account = write([&](Transaction& transaction) { return accounts.add(transaction, owner); });
    SignInSession before = filled(mapping, 1, {{"account_id", cell_of(account)}});
    before.id = write([&](Transaction& transaction) { return sessions.add(transaction, before); });
    const auto found = [&] {
        return read([&](SqlSession& session) { return sessions.find_by_family(session, before.family_hash); }).value();
    };
    expect_same(mapping, before, found());

    const SignInSession after = changed(mapping, before);
    EXPECT_TRUE(
        write([&](Transaction& transaction) { return sessions.refresh(transaction, after, before.token_hash); }));
    expect_same(mapping, after, found());
}

TEST_P(MappedFields, OfACartAreStored) {
    const auto& mapping = cart_item_mapping();
    const CustomerId customer = add_customer("ada@example.com");
    const Given given{{"customer_id", cell_of(customer)}, {"product_id", cell_of(add_product(test::product("Lamp")))}};
    for (const int round : {1, 2}) {
        const CartItem item = filled(mapping, round, given);
        write([&](Transaction& transaction) {
            carts.bump_versions(transaction, {&customer, 1});
            carts.put(transaction, {&item, 1});
        });
        const auto items = read([&](SqlSession& session) { return carts.items(session, {&customer, 1}); });
        ASSERT_EQ(items.size(), 1U);
        expect_same(mapping, item, items.front());
    }
}

TILL_ON_BOTH_DATABASES(MappedFields);

}  // namespace
}  // namespace till
