#include <map>

#include "platform/database/errors.h"
#include "shop/orders/order_placement.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using testing::_;
using testing::Each;
using testing::ElementsAre;
using testing::Return;
using testing::SizeIs;

/// Loses its connection after the first commit.
class LossyDatabase : public test::FakeDatabase {
 public:
    void run_write(database::Write& write) override {
        FakeDatabase::run_write(write);
        if (commits == 1) throw database::OutcomeUnknown("lost during COMMIT");
    }
};

/// The first commit is lost, and then the database is away.
class VanishingDatabase : public test::FakeDatabase {
 public:
    void run_write(database::Write& write) override {
        if (commits == 1) throw database::Unavailable("away");
        FakeDatabase::run_write(write);
        throw database::OutcomeUnknown("lost during COMMIT");
    }
};

/// Cached responses in memory; what a failed run has added is undone by hand.
class ReplayedOrders : public testing::Test {
 public:
    ReplayedOrders() {
        ON_CALL(repositories.products, offers)
            .WillByDefault(Return(std::vector<Offer>{test::offer(1, "Lamp", "2.50")}));
        ON_CALL(repositories.orders, add).WillByDefault([this](auto&, std::span<const Order> orders) {
            std::vector<OrderId> ids;
            for (std::size_t i = 0; i < orders.size(); ++i) ids.push_back(++last_id);
            return ids;
        });
        ON_CALL(repositories.keys, find_all).WillByDefault([this](auto&, std::span<const IdempotencyKey> keys) {
            std::vector<IdempotencyRecord> found;
            for (const IdempotencyKey& key : keys) {
                if (const auto response = kept.find(key); response != kept.end()) found.push_back(response->second);
            }
            return found;
        });
        ON_CALL(repositories.keys, add).WillByDefault([this](auto&, std::span<const IdempotencyRecord> responses) {
            for (const IdempotencyRecord& response : responses) {
                EXPECT_TRUE(kept.emplace(response.key, response).second) << "one answer a key";
            }
        });
    }

    static Placement order(const std::string& key, const std::string& hash = "hash", AccountId account = 31) {
        Placement placement{.customer = 7, .account = account, .items = {{1, 1}}};
        placement.idempotent_request =
            IdempotentRequest{.key = key, .request_hash = hash, .response = [](const Order& placed) {
                                  return "order " + std::to_string(placed.id) + " for " +
                                         placed.total.text(test::shop_settings().currency);
                              }};
        return placement;
    }
    OrderRepositories all() {
        return {repositories.orders, repositories.products,  repositories.stock,
                repositories.carts,  repositories.customers, repositories.keys};
    }
    PlacedOrder place(const Placement& placement) {
        return OrderPlacement(database, all(), clock, test::shop_settings()).place(placement);
    }

    /// All at once; who was refused has a code.
    void place_together(const std::vector<Placement>& placements) {
        gathering.emplace(placements.size());
        OrderPlacement placement(*gathering, all(), clock, test::shop_settings());
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
        gathering->run_together(tasks);
    }

    std::map<IdempotencyKey, IdempotencyRecord> kept;
    OrderId last_id = 0;
    test::FakeDatabase database;
    std::optional<test::GatheringDatabase> gathering;
    std::vector<PlacedOrder> placed;
    std::vector<std::string> codes;
    test::MockRepositories repositories;
    test::FixedClock clock;
};

TEST_F(ReplayedOrders, KeepTheirFirstResponse) {
    const PlacedOrder first = place(order("a"));
    EXPECT_FALSE(first.is_replay);
    EXPECT_EQ(first.response, "order 1 for 2.50");
    ASSERT_EQ(kept.size(), 1U);
    const IdempotencyRecord& row = kept.begin()->second;
    EXPECT_EQ(row.key.account_id, 31);
    EXPECT_EQ(row.key.key, "a");
    EXPECT_EQ(row.request_hash, "hash");
    EXPECT_EQ(row.order_id, 1);
    EXPECT_EQ(row.response, "order 1 for 2.50");
    EXPECT_EQ(row.created_at, clock.time);
}

TEST_F(ReplayedOrders, AreAnsweredOnceMoreAndNotPlaced) {
    place(order("a"));
    EXPECT_CALL(repositories.orders, add).Times(0);
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_CALL(repositories.keys, add).Times(0);
    const PlacedOrder again = place(order("a"));
    EXPECT_TRUE(again.is_replay);
    EXPECT_EQ(again.id, 1);
    EXPECT_EQ(again.version, 1);
    EXPECT_EQ(again.response, "order 1 for 2.50");
}

TEST_F(ReplayedOrders, AreAnsweredAlsoWhereTheProductIsGone) {
    place(order("a"));
    ON_CALL(repositories.products, offers).WillByDefault(Return(std::vector<Offer>{}));
    EXPECT_TRUE(place(order("a")).is_replay);
}

TEST_F(ReplayedOrders, OfAnotherRequestAreRefused) {
    place(order("a"));
    EXPECT_EQ(test::code_of([&] { place(order("a", "other")); }), "idempotency-key-reused");
    EXPECT_EQ(last_id, 1);
}

TEST_F(ReplayedOrders, OfAnotherAccountAreOthers) {
    place(order("a", "hash", 31));
    EXPECT_FALSE(place(order("a", "other", 32)).is_replay);
    EXPECT_EQ(last_id, 2);
}

TEST_F(ReplayedOrders, OfARefusedOneAreTriedAnew) {
    EXPECT_CALL(repositories.stock, change)
        .WillOnce(Return(std::vector<ProductId>{1}))
        .WillOnce(Return(std::vector<ProductId>{}));
    EXPECT_EQ(test::code_of([&] { place(order("a")); }), "insufficient-stock");
    EXPECT_TRUE(kept.empty());
    EXPECT_FALSE(place(order("a")).is_replay);
}

TEST_F(ReplayedOrders, CostNothingWhereThereIsNoKey) {
    EXPECT_CALL(repositories.keys, find_all).Times(0);
    EXPECT_CALL(repositories.keys, add).Times(0);
    const PlacedOrder plain = place({.customer = 7, .account = 31, .items = {{1, 1}}});
    EXPECT_EQ(plain.response, std::nullopt);
    EXPECT_FALSE(plain.is_replay);
}

TEST_F(ReplayedOrders, ThatWaitTogetherAreOneOrder) {
    EXPECT_CALL(repositories.keys, find_all(_, SizeIs(16))).Times(1);
    EXPECT_CALL(repositories.keys, add(_, SizeIs(1))).Times(1);
    place_together(std::vector<Placement>(16, order("a")));
    EXPECT_EQ(last_id, 1);
    EXPECT_THAT(gathering->runs, ElementsAre(16));
    EXPECT_FALSE(placed[0].is_replay);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        EXPECT_EQ(placed[i].response, "order 1 for 2.50");
        EXPECT_EQ(placed[i].id, 1);
        EXPECT_EQ(placed[i].is_replay, i > 0);
    }
}

TEST_F(ReplayedOrders, OfOneCartThatWaitTogetherAreOneOrder) {
    ON_CALL(repositories.carts, items)
        .WillByDefault(Return(std::vector<CartItem>{{.customer_id = 7, .product_id = 1, .quantity = 1}}));
    Placement checkout = order("a");
    checkout.from_cart = true;
    checkout.items.clear();
    place_together(std::vector<Placement>(16, checkout));
    EXPECT_EQ(last_id, 1);
    EXPECT_THAT(codes, Each(""));
}

TEST_F(ReplayedOrders, ThatWaitAmongOthersDoNotInvalidateThem) {
    place(order("old"));
    place_together({order("old"),
                    order("new"),
                    order("new"),
                    order("new", "other"),
                    {.customer = 7, .account = 31, .items = {{1, 1}}}});
    EXPECT_THAT(codes, ElementsAre("", "", "", "idempotency-key-reused", ""));
    EXPECT_TRUE(placed[0].is_replay);
    EXPECT_EQ(placed[0].id, 1);
    EXPECT_FALSE(placed[1].is_replay);
    EXPECT_TRUE(placed[2].is_replay);
    EXPECT_EQ(placed[2].response, placed[1].response);
    EXPECT_EQ(placed[4].response, std::nullopt);
    EXPECT_EQ(last_id, 3);
}

TEST_F(ReplayedOrders, ThatAnotherProcessPlacedMeanwhileGetItsResponse) {
    EXPECT_CALL(repositories.keys, add).WillOnce([this](auto&, std::span<const IdempotencyRecord> responses) {
        IdempotencyRecord theirs = responses.front();
        theirs.order_id = 99;
        theirs.response = "order 99";
        kept.emplace(theirs.key, theirs);
        throw database::UniqueViolation("the key is taken");
    });
    const PlacedOrder replayed = place(order("a"));
    EXPECT_TRUE(replayed.is_replay);
    EXPECT_EQ(replayed.id, 99);
    EXPECT_EQ(replayed.response, "order 99");
    EXPECT_EQ(database.commits, 1);
}

TEST_F(ReplayedOrders, AreNotTriedForEver) {
    EXPECT_CALL(repositories.keys, add).WillRepeatedly(testing::Throw(database::UniqueViolation("taken")));
    EXPECT_THROW(place(order("a")), database::UniqueViolation);
    EXPECT_LT(database.writes, 10);
}

TEST_F(ReplayedOrders, AreLookedUpWhereTheCommitsOutcomeIsUnknown) {
    LossyDatabase lossy;
    const PlacedOrder found = OrderPlacement(lossy, all(), clock, test::shop_settings()).place(order("a"));
    EXPECT_EQ(found.response, "order 1 for 2.50");
    EXPECT_EQ(last_id, 1);
    EXPECT_EQ(lossy.writes, 2);

    LossyDatabase lossy_again;
    EXPECT_THROW(OrderPlacement(lossy_again, all(), clock, test::shop_settings())
                     .place({.customer = 7, .account = 31, .items = {{1, 1}}}),
                 database::OutcomeUnknown)
        << "without a key nobody can tell";
}

TEST_F(ReplayedOrders, StayUnknownWhereTheKeyCannotBeAskedEither) {
    VanishingDatabase vanishing;
    EXPECT_THROW(OrderPlacement(vanishing, all(), clock, test::shop_settings()).place(order("one")),
                 database::OutcomeUnknown);
}

TEST_F(ReplayedOrders, ThatWaitedForTheirLikeAtAnotherProcessAreNotRefused) {
    EXPECT_CALL(repositories.stock, change).WillRepeatedly([this](auto&, const Quantities&) {
        const IdempotencyKey key{31, "a"};  // what held the stock's rows was the same order
        kept.emplace(key, IdempotencyRecord{.key = key, .request_hash = "hash", .order_id = 5, .response = "order 5"});
        return std::vector<ProductId>{1};
    });
    const PlacedOrder found = place(order("a"));
    EXPECT_EQ(found.response, "order 5");
    EXPECT_TRUE(found.is_replay);
    EXPECT_EQ(test::code_of([&] { place(order("b")); }), "insufficient-stock");
}

TEST_F(ReplayedOrders, WithoutAKeyAreNotTriedAgain) {
    EXPECT_CALL(repositories.orders, add).WillOnce(testing::Throw(database::UniqueViolation("taken")));
    EXPECT_THROW(place({.customer = 7, .account = 31, .items = {{1, 1}}}), database::UniqueViolation);
}

}  // namespace
}  // namespace till
