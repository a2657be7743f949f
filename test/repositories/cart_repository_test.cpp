#include <gmock/gmock.h>

#include "support/migrated_store.h"

namespace till {
namespace {

using database::Session;
using database::Transaction;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class CartTable : public test::OnMigratedStore {
 public:
    void put(CustomerId customer, ProductId product, std::int64_t quantity) {
        write([&](Transaction& transaction) {
            carts.touch(transaction, customer);
            carts.put(transaction, {.customer_id = customer, .product_id = product, .quantity = quantity});
        });
    }
    /// Product and quantity of each item, in the order in which they are given.
    std::vector<std::pair<ProductId, std::int64_t>> items_of(CustomerId customer) {
        std::vector<std::pair<ProductId, std::int64_t>> items;
        for (const CartItem& item : read([&](Session& session) { return carts.items(session, {&customer, 1}); })) {
            EXPECT_EQ(item.customer_id, customer);
            items.emplace_back(item.product_id, item.quantity);
        }
        return items;
    }
    CartVersions versions() {
        const std::vector<CustomerId> both{ada, bob};
        return read([&](Session& session) { return carts.versions(session, both); });
    }
    /// As a checkout does it: a cart that has changed undoes everything.
    bool empty(const CartVersions& expected) {
        try {
            write([&](Transaction& transaction) {
                if (!carts.empty(transaction, expected)) throw std::runtime_error("changed");
            });
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }

    const CustomerId ada = add_customer("ada@example.com");
    const CustomerId bob = add_customer("bob@example.com");
    const ProductId lamp = add_product(test::product("Lamp"));
    const ProductId mug = add_product(test::product("Mug"));
    const ProductId cup = add_product(test::product("Cup"));
};

TEST_P(CartTable, KeepsItemsInTheOrderInWhichTheyCame) {
    put(ada, cup, 1);
    put(ada, lamp, 2);
    put(ada, mug, 3);
    put(ada, lamp, 5);
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1), Pair(lamp, 5), Pair(mug, 3)));
}

TEST_P(CartTable, PutsWhatComesBackAtTheEnd) {
    put(ada, cup, 1);
    put(ada, lamp, 2);
    EXPECT_TRUE(write([&](Transaction& transaction) { return carts.remove(transaction, ada, cup); }));
    put(ada, cup, 4);
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(lamp, 2), Pair(cup, 4)));
}

TEST_P(CartTable, DoesNotAddWhatIsThereWithTheSameQuantity) {
    put(ada, cup, 1);
    put(ada, cup, 1);
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1)));
}

TEST_P(CartTable, KeepsCartsApart) {
    put(ada, cup, 1);
    put(bob, cup, 2);
    put(bob, lamp, 3);
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1)));
    EXPECT_THAT(items_of(bob), ElementsAre(Pair(cup, 2), Pair(lamp, 3)));
    const std::vector<CustomerId> both{bob, ada};
    const auto items = read([&](Session& session) { return carts.items(session, both); });
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].customer_id, ada);
    EXPECT_EQ(items[2].customer_id, bob);
}

TEST_P(CartTable, SaysWhetherThereWasAnythingToTakeOut) {
    put(ada, cup, 1);
    write([&](Transaction& transaction) {
        EXPECT_FALSE(carts.remove(transaction, ada, lamp));
        EXPECT_FALSE(carts.remove(transaction, bob, cup));
        EXPECT_TRUE(carts.remove(transaction, ada, cup));
        EXPECT_FALSE(carts.remove(transaction, ada, cup));
    });
    EXPECT_THAT(items_of(ada), IsEmpty());
}

TEST_P(CartTable, ClearsOneCart) {
    put(ada, cup, 1);
    put(ada, lamp, 1);
    put(bob, cup, 1);
    write([&](Transaction& transaction) { carts.clear(transaction, ada); });
    EXPECT_THAT(items_of(ada), IsEmpty());
    EXPECT_THAT(items_of(bob), ElementsAre(Pair(cup, 1)));
}

TEST_P(CartTable, GivesACartANewVersionWithEveryTouch) {
    EXPECT_THAT(versions(), IsEmpty());
    put(ada, cup, 1);
    EXPECT_THAT(versions(), ElementsAre(Pair(ada, 1)));
    put(ada, cup, 1);
    put(bob, cup, 1);
    EXPECT_THAT(versions(), ElementsAre(Pair(ada, 2), Pair(bob, 1)));
}

TEST_P(CartTable, EmptiesCartsThatHaveNotChanged) {
    put(ada, cup, 1);
    put(bob, lamp, 1);
    EXPECT_TRUE(empty(versions()));
    EXPECT_THAT(items_of(ada), IsEmpty());
    EXPECT_THAT(items_of(bob), IsEmpty());
    EXPECT_THAT(versions(), ElementsAre(Pair(ada, 2), Pair(bob, 2))) << "which is a change";
}

TEST_P(CartTable, EmptiesNoneWhereOneHasChanged) {
    put(ada, cup, 1);
    put(bob, lamp, 1);
    const CartVersions seen = versions();
    put(bob, mug, 1);
    EXPECT_FALSE(empty(seen));
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(cup, 1)));
    EXPECT_THAT(items_of(bob), ElementsAre(Pair(lamp, 1), Pair(mug, 1)));
}

TEST_P(CartTable, LosesAProductThatGoes) {
    put(ada, cup, 1);
    put(ada, lamp, 1);
    write([&](Transaction& transaction) { products.remove(transaction, products.find(transaction, cup).value()); });
    EXPECT_THAT(items_of(ada), ElementsAre(Pair(lamp, 1)));
}

TEST_P(CartTable, GoesWithItsCustomer) {
    put(ada, cup, 1);
    write([&](Transaction& transaction) { transaction.execute("DELETE FROM customers WHERE id = :id", ada); });
    EXPECT_EQ(count("carts"), 0);
    EXPECT_EQ(count("cart_items"), 0);
}

TILL_ON_BOTH_DATABASES(CartTable);

}  // namespace
}  // namespace till
