#include <optional>

#include "shop/orders/order_placement.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::Pair;
using testing::Return;
using testing::SizeIs;

/// A shelf with a stock that is counted, in memory.
class OrdersThatWaitTogether : public testing::Test {
 public:
    OrdersThatWaitTogether() {
        ON_CALL(repositories.products, offers)
            .WillByDefault(Return(std::vector<Offer>{test::offer(1, "Lamp", "2.50"), test::offer(2, "Mug", "4.00")}));
        ON_CALL(repositories.stock, change).WillByDefault([this](auto&, const Quantities& changes) {
            return take(changes);
        });
        ON_CALL(repositories.stock, on_hand).WillByDefault([this](auto&, auto) { return shelf; });
        ON_CALL(repositories.orders, add).WillByDefault([this](auto&, std::span<const Order> orders) {
            std::vector<OrderId> ids;
            for (std::size_t i = 0; i < orders.size(); ++i) ids.push_back(++last_id);
            return ids;
        });
    }

    /// What the guarded update does. A refusal undoes the whole run here, as the writer's savepoint would.
    std::vector<ProductId> take(const Quantities& changes) {
        std::vector<ProductId> refused;
        for (const auto& [product, change] : changes) {
            if (shelf[product] + change < 0) refused.push_back(product);
        }
        if (refused.empty()) {
            for (const auto& [product, change] : changes) shelf[product] += change;
        }
        return refused;
    }

    /// Places them all at once; the results are in the same order, and those refused have a code.
    void place(const std::vector<Placement>& placements) {
        database.emplace(placements.size());
        OrderPlacement placement(*database,
                                 {repositories.orders, repositories.products, repositories.stock, repositories.carts,
                                  repositories.customers, repositories.keys},
                                 clock, test::shop_settings());
        placed.resize(placements.size());
        codes.resize(placements.size());
        std::vector<std::function<void()>> tasks;
        for (std::size_t i = 0; i < placements.size(); ++i) {
            tasks.emplace_back([&, i] {
                try {
                    placed[i] = placement.place(placements[i]);
                } catch (const Refusal& refusal) {
                    codes[i] = refusal.problem().code;
                }
            });
        }
        database->run_together(tasks);
    }

    std::optional<test::GatheringDatabase> database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    Quantities shelf{{1, 10}, {2, 10}};
    OrderId last_id = 0;
    std::vector<Order> placed;
    std::vector<std::string> codes;
};

TEST_F(OrdersThatWaitTogether, ShareOneChangeOfStockAndOneInsert) {
    EXPECT_CALL(repositories.stock, change_all(_, ElementsAre(Pair(1, -4), Pair(2, -5)))).Times(1);
    EXPECT_CALL(repositories.orders, add(_, SizeIs(3))).Times(1);
    EXPECT_CALL(repositories.orders, record(_, SizeIs(3))).Times(1);
    EXPECT_CALL(repositories.stock, record(_, SizeIs(4))).Times(1);
    place({{.customer = 7, .account = 31, .items = {{1, 1}, {2, 2}}},
           {.customer = 8, .account = 32, .items = {{1, 3}}},
           {.customer = 9, .account = 33, .items = {{2, 3}}}});
    EXPECT_THAT(database->runs, ElementsAre(3));
    EXPECT_THAT(codes, testing::Each(""));
}

TEST_F(OrdersThatWaitTogether, GetEachItsOwn) {
    std::vector<StockMovement> movements;
    EXPECT_CALL(repositories.stock, record).WillOnce(test::copy_and_number(movements, {}));
    place({{.customer = 7, .account = 31, .items = {{1, 1}}, .note = "first"},
           {.customer = 8, .account = 32, .items = {{2, 2}}, .note = "second"}});
    EXPECT_EQ(placed[0].id, 1);
    EXPECT_EQ(placed[0].customer_id, 7);
    EXPECT_EQ(placed[0].total, test::money("2.50"));
    EXPECT_EQ(placed[0].note, "first");
    EXPECT_EQ(placed[1].id, 2);
    EXPECT_EQ(placed[1].customer_id, 8);
    EXPECT_EQ(placed[1].total, test::money("8.00"));
    EXPECT_EQ(placed[1].note, "second");
    ASSERT_EQ(movements.size(), 2U);
    EXPECT_EQ(movements[0].order_id, 1);
    EXPECT_EQ(movements[0].account_id, 31);
    EXPECT_EQ(movements[1].order_id, 2);
    EXPECT_EQ(movements[1].account_id, 32);
}

TEST_F(OrdersThatWaitTogether, ArePlacedOneByOneWhereStockIsShort) {
    shelf = {{1, 5}, {2, 0}};
    place({{.customer = 7, .account = 31, .items = {{1, 3}}},
           {.customer = 8, .account = 32, .items = {{1, 3}}},
           {.customer = 9, .account = 33, .items = {{1, 2}}}});
    EXPECT_THAT(database->runs, ElementsAre(3, 1, 1, 1));
    EXPECT_THAT(codes, ElementsAre("", "insufficient-stock", ""));
    EXPECT_EQ(shelf[1], 0);
}

TEST_F(OrdersThatWaitTogether, DoNotSufferFromABadOneAmongThem) {
    ON_CALL(repositories.customers, find_all).WillByDefault([](auto&, std::span<const CustomerId> ids) {
        std::vector<Customer> known;
        for (const CustomerId id : ids) {
            if (id != 9) known.push_back(test::customer("ada@example.com", id));
        }
        return known;
    });
    place({{.customer = 7, .account = 31, .items = {{1, 1}}},
           {.customer = 8, .account = 32, .items = {{404, 1}}},
           {.customer = 9, .account = 1, .customer_was_given = true, .items = {{1, 1}}}});
    EXPECT_THAT(codes, ElementsAre("", "validation-failed", "validation-failed"));
    EXPECT_EQ(shelf[1], 9);
}

TEST_F(OrdersThatWaitTogether, LookUpAllTheirCustomersAtOnce) {
    EXPECT_CALL(repositories.customers, find_all(_, test::Holds(ElementsAre(7, 8, 9)))).Times(1);
    place({{.customer = 7, .account = 1, .customer_was_given = true, .items = {{1, 1}}},
           {.customer = 8, .account = 32, .items = {{1, 1}}},
           {.customer = 9, .account = 1, .customer_was_given = true, .items = {{1, 1}}}});
    EXPECT_THAT(codes, testing::Each(""));
}

TEST_F(OrdersThatWaitTogether, EmptyTheirCartsTogether) {
    EXPECT_CALL(repositories.carts, items(_, test::Holds(ElementsAre(7, 8))))
        .WillOnce(Return(std::vector<CartItem>{{.customer_id = 7, .product_id = 1, .quantity = 1},
                                               {.customer_id = 8, .product_id = 2, .quantity = 2}}));
    EXPECT_CALL(repositories.carts, bump_versions(_, test::Holds(ElementsAre(7, 8))));
    EXPECT_CALL(repositories.carts, clear(_, test::Holds(ElementsAre(7, 8))));
    place({{.customer = 8, .account = 32, .from_cart = true, .items = {}},
           {.customer = 7, .account = 31, .from_cart = true, .items = {}},
           {.customer = 7, .account = 31, .items = {{2, 1}}}});
    EXPECT_THAT(database->runs, ElementsAre(3));
    EXPECT_EQ(placed[0].total, test::money("8.00"));
    EXPECT_EQ(placed[1].total, test::money("2.50"));
    EXPECT_EQ(placed[2].total, test::money("4.00"));
}

TEST_F(OrdersThatWaitTogether, AreNotTwoCheckoutsOfOneCart) {
    int items_in_cart = 1;
    ON_CALL(repositories.carts, items).WillByDefault([&](auto&, auto) {
        return std::vector<CartItem>(static_cast<std::size_t>(items_in_cart),
                                     {.customer_id = 7, .product_id = 1, .quantity = 1});
    });
    ON_CALL(repositories.carts, clear).WillByDefault([&](auto&, auto) { items_in_cart = 0; });
    place({{.customer = 7, .account = 31, .from_cart = true, .items = {}},
           {.customer = 7, .account = 31, .from_cart = true, .items = {}}});
    EXPECT_THAT(database->runs, ElementsAre(2, 1, 1));
    EXPECT_THAT(codes, ElementsAre("", "cart-empty"));
    EXPECT_EQ(shelf[1], 9);
}

}  // namespace
}  // namespace till
