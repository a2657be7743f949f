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

class StockTable : public test::OnMigratedDatabase {
 public:
    Quantities on_hand() {
        const std::vector<ProductId> ids{lamp, mug, 404};
        return read([&](SqlSession& session) { return stock.on_hand(session, ids); });
    }
    std::vector<ProductId> change(const Quantities& changes) {
        return write([&](Transaction& transaction) { return stock.change(transaction, changes); });
    }

    /// Undone where it is false, as its caller does.
    bool change_all(const Quantities& changes) {
        try {
            write([&](Transaction& transaction) {
                if (!stock.change_all(transaction, changes)) throw std::runtime_error("undone");
            });
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }

    /// Those that a list of what is (or is not) in stock has.
    std::vector<ProductId> listed(bool in_stock) {
        ProductQuery query;
        query.in_stock = in_stock;
        std::vector<ProductId> ids;
        for (const Product& product : read([&](SqlSession& session) { return products.list(session, query); }).items) {
            ids.push_back(product.id);
        }
        return ids;
    }

    const ProductId lamp = add_product(test::product("Lamp"), 10);
    const ProductId mug = add_product(test::product("Mug"), 3);
};

TEST_P(StockTable, KnowsWhatIsOnHand) {
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 10), Pair(mug, 3), Pair(404, 0)));
    EXPECT_THAT(read([&](SqlSession& session) { return stock.on_hand(session, {}); }), IsEmpty());
}

TEST_P(StockTable, AddsAndTakes) {
    EXPECT_THAT(change({{lamp, -10}, {mug, 4}}), IsEmpty());
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 0), Pair(mug, 7), Pair(404, 0)));
    EXPECT_THAT(change({}), IsEmpty());
}

TEST_P(StockTable, RefusesOnlyWhatIsShort) {
    EXPECT_THAT(change({{lamp, -1}, {mug, -4}}), ElementsAre(mug));
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 9), Pair(mug, 3), Pair(404, 0)));
}

TEST_P(StockTable, RefusesAProductThatIsNotThere) {
    EXPECT_THAT(change({{404, 5}, {lamp, 1}}), ElementsAre(404));
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 11), Pair(mug, 3), Pair(404, 0)));
}

TEST_P(StockTable, ChangesAllOrNone) {
    const ProductId bowl = add_product(test::product("Bowl"), 5);
    EXPECT_TRUE(change_all({{lamp, -10}, {mug, 4}, {bowl, -2}}));
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 0), Pair(mug, 7), Pair(404, 0)));
    EXPECT_TRUE(change_all({{mug, -7}}));
    EXPECT_TRUE(change_all({}));
    EXPECT_FALSE(change_all({{mug, 5}, {bowl, -4}}));
    EXPECT_FALSE(change_all({{mug, 5}, {404, 5}}));
    EXPECT_FALSE(change_all({{lamp, -1}, {bowl, -1}}));
    EXPECT_THAT(on_hand(), ElementsAre(Pair(lamp, 0), Pair(mug, 0), Pair(404, 0)));
    EXPECT_TRUE(change_all({{lamp, 1}, {mug, 2}, {bowl, -3}}));
    const std::vector<ProductId> all{lamp, mug, bowl};
    EXPECT_THAT(read([&](SqlSession& session) { return stock.on_hand(session, all); }),
                ElementsAre(Pair(lamp, 1), Pair(mug, 2), Pair(bowl, 0)));
}

TEST_P(StockTable, SaysInListsWhatIsInStock) {
    const ProductId none = add_product(test::product("None"), 0);
    EXPECT_THAT(listed(true), ElementsAre(lamp, mug));
    EXPECT_THAT(listed(false), ElementsAre(none));
    EXPECT_TRUE(change_all({{lamp, -10}, {mug, -2}}));
    EXPECT_THAT(listed(true), ElementsAre(mug));
    EXPECT_FALSE(change_all({{mug, -1}, {lamp, -1}}));
    EXPECT_THAT(listed(true), ElementsAre(mug)) << "what was undone is undone here too";
    EXPECT_THAT(change({{mug, -1}, {none, 1}}), IsEmpty());
    EXPECT_THAT(listed(true), ElementsAre(none));
    EXPECT_TRUE(change_all({{lamp, 10}, {mug, 1}, {none, 1}}));
    EXPECT_THAT(listed(true), ElementsAre(lamp, mug, none));
}

TEST_P(StockTable, ChangesAsManyAsAGroupOfOrdersHas) {
    std::vector<ProductId> things;
    Quantities changes;
    Quantities expected;
    for (int i = 0; i < 300; ++i) {
        things.push_back(add_product(test::product("Thing " + std::to_string(i)), 7));
        changes[things.back()] = -(i % 8 == 0 ? i % 7 : 1);
        expected[things.back()] = 7 + changes[things.back()];
    }
    EXPECT_TRUE(change_all(changes));
    EXPECT_EQ(read([&](SqlSession& session) { return stock.on_hand(session, things); }), expected);
    changes[things[150]] = -8;
    EXPECT_FALSE(change_all(changes));
    EXPECT_EQ(read([&](SqlSession& session) { return stock.on_hand(session, things); }), expected);
}

TEST_P(StockTable, GivesBackWhatAnUndoneWriteTook) {
    EXPECT_THROW(write([&](Transaction& transaction) {
                     EXPECT_THAT(stock.change(transaction, {{lamp, -5}}), IsEmpty());
                     EXPECT_EQ(stock.on_hand(transaction, {&lamp, 1}).at(lamp), 5);
                     throw std::runtime_error("no");
                 }),
                 std::runtime_error);
    EXPECT_EQ(on_hand().at(lamp), 10);
}

TEST_P(StockTable, NeverSellsMoreThanThereIs) {
    std::atomic<int> sold{0};
    {
        std::vector<std::jthread> buyers;
        for (int i = 0; i < 4; ++i) {
            buyers.emplace_back([&] {
                for (int n = 0; n < 5; ++n) sold += change({{lamp, -1}}).empty() ? 1 : 0;
            });
        }
    }
    EXPECT_EQ(sold, 10);
    EXPECT_EQ(on_hand().at(lamp), 0);
}

TEST_P(StockTable, OpensTheLedgerWithTheFirstStock) {
    const auto page = read([&](SqlSession& session) { return stock.movements(session, lamp, {}); });
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.items[0].change, 10);
    EXPECT_EQ(page.items[0].reason, MovementReason::initial);
}

TEST_P(StockTable, WritesTheLedgerDownToTheLastField) {
    const StockMovement sale{.product_id = lamp,
                             .change = -2,
                             .reason = MovementReason::sale,
                             .order_id = 55,
                             .account_id = 31,
                             .note = "to \u00c4da",
                             .at = test::at("2026-11-21T08:30:00.123Z")};
    const StockMovement found{.product_id = mug, .change = 1, .reason = MovementReason::correction, .at = sale.at};
    const std::vector<StockMovement> both{sale, found};
    const auto ids = write([&](Transaction& transaction) { return stock.record(transaction, both); });
    ASSERT_EQ(ids.size(), 2U);
    const auto stored = read([&](SqlSession& session) { return stock.movements(session, lamp, {}).items.at(0); });
    EXPECT_EQ(stored.id, ids[0]);
    EXPECT_EQ(stored.product_id, lamp);
    EXPECT_EQ(stored.change, -2);
    EXPECT_EQ(stored.reason, MovementReason::sale);
    EXPECT_EQ(stored.order_id, 55);
    EXPECT_EQ(stored.account_id, 31);
    EXPECT_EQ(stored.note, "to \u00c4da");
    EXPECT_EQ(stored.at, sale.at);
    const auto other = read([&](SqlSession& session) { return stock.movements(session, mug, {}).items.at(0); });
    EXPECT_EQ(other.product_id, mug);
    EXPECT_EQ(other.order_id, std::nullopt);
    EXPECT_EQ(other.note, std::nullopt);
}

TEST_P(StockTable, ShowsTheLedgerNewestFirstPageByPage) {
    write([&](Transaction& transaction) {
        for (int i = 1; i <= 4; ++i) {
            const StockMovement movement{
                .product_id = lamp, .change = i, .reason = MovementReason::received, .at = test::at("2026-01-01")};
            stock.record(transaction, {&movement, 1});
        }
    });
    const auto page = [&](std::int64_t number) {
        const auto read_page =
            read([&](SqlSession& session) { return stock.movements(session, lamp, {.page = number, .per_page = 2}); });
        EXPECT_EQ(read_page.total, 5);
        EXPECT_EQ(read_page.page, number);
        std::vector<std::int64_t> changes;
        for (const StockMovement& movement : read_page.items) changes.push_back(movement.change);
        return changes;
    };
    EXPECT_THAT(page(1), ElementsAre(4, 3));
    EXPECT_THAT(page(2), ElementsAre(2, 1));
    EXPECT_THAT(page(3), ElementsAre(10));
    EXPECT_THAT(page(4), IsEmpty());
}

TEST_P(StockTable, ListsWhatIsLowFewestFirst) {
    const ProductId three = add_product(test::product("Three"), 3);
    const ProductId none = add_product(test::product("None"), 0);
    const ProductId ten = add_product(test::product("Ten"), 10);
    const ProductId also_three = add_product(test::product("Also three"), 3);
    const auto low = [&](std::int64_t below, std::int64_t page = 1, std::int64_t per_page = 20) {
        LowStockQuery query;
        query.below = below;
        query.page = page;
        query.per_page = per_page;
        return read([&](SqlSession& session) { return low_on_stock(session, query); });
    };
    const auto among_ours = [&](const ListPage<Product>& page) {
        std::vector<ProductId> ids;
        for (const Product& product : page.items) {
            if (product.id >= three) ids.push_back(product.id);
        }
        return ids;
    };
    EXPECT_THAT(among_ours(low(10)), testing::ElementsAre(none, three, also_three));
    EXPECT_THAT(among_ours(low(11)), testing::ElementsAre(none, three, also_three, ten));
    EXPECT_THAT(among_ours(low(3)), testing::ElementsAre(none));
    EXPECT_EQ(low(0).total, 0);
    EXPECT_EQ(low(10).items.front().stock, 0);
    const ListPage<Product> second = low(11, 2, 1);
    EXPECT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.total, low(11).total);
}

TILL_ON_BOTH_DATABASES(StockTable);

}  // namespace
}  // namespace till
