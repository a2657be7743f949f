#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "support/migrated_database.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class CartTable : public test::OnMigratedDatabase {
 public:
    void put(const std::vector<CartItem>& items) {
        write([&](Transaction& transaction) {
            carts.bump_versions(transaction, both);
            carts.put(transaction, items);
        });
    }
    /// Product and quantity of each item, in the order in which they are given.
    std::vector<std::pair<ProductId, std::int64_t>> items_of(CustomerId customer) {
        std::vector<std::pair<ProductId, std::int64_t>> items;
        for (const CartItem& item : read([&](SqlSession& session) { return carts.items(session, {&customer, 1}); })) {
            EXPECT_EQ(item.customer_id, customer);
            items.emplace_back(item.product_id, item.quantity);
        }
        return items;
    }
    std::map<CustomerId, std::int64_t> versions() {
        return read([](SqlSession& session) {
            std::map<CustomerId, std::int64_t> versions;
            for (const auto& [customer, version] :
                 session.rows<CustomerId, std::int64_t>("SELECT customer_id, version FROM carts")) {
                versions[customer] = version;
            }
            return versions;
        });
    }

    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    const std::vector<CustomerId> both{ada, bob};
    const ProductId lamp = add_product(test::product("Lamp"));
    const ProductId mug = add_product(test::product("Mug"));
    const ProductId cup = add_product(test::product("Cup"));
};

TEST_P(CartTable, GivesItemsInTheOrderOfTheirPositions) {
    put({{ada, cup, 1, 1}, {ada, mug, 3, 3}, {ada, lamp, 2, 2}});
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1), Pair(lamp, 2), Pair(mug, 3)));
}

TEST_P(CartTable, ChangesTheQuantityAndThePositionOfWhatIsThere) {
    put({{ada, cup, 1, 1}, {ada, lamp, 2, 2}});
    put({{ada, cup, 7, 3}, {ada, mug, 4, 4}, {ada, lamp, 2, 2}});
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(lamp, 2), Pair(cup, 7), Pair(mug, 4)));
}

TEST_P(CartTable, KeepsCartsApart) {
    put({{ada, cup, 1, 1}, {bob, cup, 2, 1}, {bob, lamp, 3, 2}});
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1)));
    EXPECT_THAT(items_of(bob), ElementsAre(Pair(cup, 2), Pair(lamp, 3)));
    const auto items = read([&](SqlSession& session) { return carts.items(session, both); });
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].customer_id, ada);
    EXPECT_EQ(items[2].customer_id, bob);
    EXPECT_EQ(items[2].position, 2);
}

TEST_P(CartTable, TakesOutWhatIsNamed) {
    put({{ada, cup, 1, 1}, {ada, lamp, 2, 2}, {bob, cup, 3, 1}, {bob, mug, 4, 2}});
    write([&](Transaction& transaction) {
        const std::vector<CartItem> items{{ada, cup}, {ada, mug}, {bob, mug}};
        carts.remove(transaction, items);
    });
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(lamp, 2)));
    EXPECT_THAT(items_of(bob), ElementsAre(Pair(cup, 3)));
}

TEST_P(CartTable, ClearsTheCartsThatAreNamed) {
    const CustomerId eve = add_customer("eve@example.com");
    write([&](Transaction& transaction) { put_into_cart(transaction, eve, cup, 1); });
    put({{ada, cup, 1, 1}, {ada, lamp, 1, 2}, {bob, cup, 1, 1}});
    write([&](Transaction& transaction) { carts.clear(transaction, {&bob, 1}); });
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1), Pair(lamp, 1)));
    EXPECT_THAT(items_of(bob), IsEmpty());
    write([&](Transaction& transaction) { carts.clear(transaction, both); });
    EXPECT_THAT(items_of(ada), IsEmpty());
    EXPECT_THAT(items_of(eve), ElementsAre(Pair(cup, 1)));
}

TEST_P(CartTable, DoesNothingForNobody) {
    put({{ada, cup, 1, 1}});
    write([&](Transaction& transaction) {
        carts.bump_versions(transaction, {});
        carts.put(transaction, {});
        carts.remove(transaction, {});
        carts.clear(transaction, {});
    });
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1)));
}

TEST_P(CartTable, GivesACartANewVersionWithEveryRenewal) {
    EXPECT_THAT(versions(), IsEmpty());
    write([&](Transaction& transaction) { carts.bump_versions(transaction, {&bob, 1}); });
    EXPECT_THAT(versions(), ElementsAre(Pair(bob, 1)));
    write([&](Transaction& transaction) { carts.bump_versions(transaction, both); });
    EXPECT_THAT(versions(), ElementsAre(Pair(ada, 1), Pair(bob, 2))) << "one is there already, one is not";
}

TEST_P(CartTable, IsKeptFromOthersOnceItIsInvalidated) {
    put({{ada, cup, 1, 1}});
    database::SqlDatabase other(options());
    std::jthread other_server;
    std::vector<CartItem> seen;
    write([&](Transaction& transaction) {
        carts.bump_versions(transaction, both);
        other_server = std::jthread([&] {
            other.write([&](Transaction& others) {
                carts.bump_versions(others, both);
                seen = carts.items(others, both);
            });
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(100));  // time enough to look too early
        carts.clear(transaction, {&ada, 1});
        carts.put(transaction, std::vector<CartItem>{{bob, mug, 1, 1}});
    });
    other_server.join();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().product_id, mug);
}

TEST_P(CartTable, LosesAProductThatGoes) {
    put({{ada, cup, 1, 1}, {ada, lamp, 1, 2}});
    write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, cup).value()); });
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(lamp, 1)));
}

TEST_P(CartTable, GoesWithItsCustomer) {
    put({{ada, cup, 1, 1}});
    write([&](Transaction& transaction) {
        transaction.execute("DELETE FROM customers WHERE id = :id", ada);
        transaction.execute("DELETE FROM customers WHERE id = :id", bob);
    });
    EXPECT_EQ(count("carts"), 0);
    EXPECT_EQ(count("cart_items"), 0);
}

TILL_ON_BOTH_DATABASES(CartTable);

}  // namespace
}  // namespace till
