#include "shop/inventory/stock_service.h"

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::ElementsAre;
using testing::InSequence;
using testing::Pair;
using testing::Return;

class TheStockroom : public testing::Test {
 public:
    TheStockroom() {
        ON_CALL(repositories.products, find(_, 3)).WillByDefault(Return(test::product("Lamp", "19.99", 3)));
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    StockService stock{database, repositories.products, repositories.stock, clock};
};

TEST_F(TheStockroom, ChangesStockAndWritesItDown) {
    std::vector<StockMovement> recorded;
    const InSequence in_order;
    EXPECT_CALL(repositories.stock, change(_, ElementsAre(Pair(3, -2)))).WillOnce(Return(std::vector<ProductId>{}));
    EXPECT_CALL(repositories.stock, record).WillOnce(test::copy_and_number(recorded, {77}));

    const StockMovement moved =
        stock.move(test::admin(), 3, {.change = -2, .reason = MovementReason::damaged, .note = "fell"});

    EXPECT_EQ(moved.id, 77);
    ASSERT_EQ(recorded.size(), 1U);
    EXPECT_EQ(recorded[0].product_id, 3);
    EXPECT_EQ(recorded[0].change, -2);
    EXPECT_EQ(recorded[0].reason, MovementReason::damaged);
    EXPECT_EQ(recorded[0].note, "fell");
    EXPECT_EQ(recorded[0].account_id, test::admin().account);
    EXPECT_EQ(recorded[0].order_id, std::nullopt);
    EXPECT_EQ(recorded[0].at, clock.time);
    EXPECT_EQ(database.commits, 1);
}

TEST_F(TheStockroom, GoesTheWayOfItsReason) {
    const auto move = [&](MovementReason reason, std::int64_t change) {
        return test::errors_of([&] { stock.move(test::admin(), 3, {.change = change, .reason = reason}); });
    };
    EXPECT_CALL(repositories.stock, record).Times(5).WillRepeatedly(Return(std::vector<MovementId>{1}));
    EXPECT_THAT(move(MovementReason::damaged, 5),
                ElementsAre(Pair("change", ElementsAre("must be negative for the reason damaged"))));
    EXPECT_THAT(move(MovementReason::received, -5),
                ElementsAre(Pair("change", ElementsAre("must be positive for the reason received"))));
    EXPECT_THAT(move(MovementReason::returned, -1), ElementsAre(Pair("change", _)));
    EXPECT_NO_THROW(stock.move(test::admin(), 3, {.change = -5, .reason = MovementReason::damaged}));
    EXPECT_NO_THROW(stock.move(test::admin(), 3, {.change = 5, .reason = MovementReason::received}));
    EXPECT_NO_THROW(stock.move(test::admin(), 3, {.change = 5, .reason = MovementReason::returned}));
    EXPECT_NO_THROW(stock.move(test::admin(), 3, {.change = 5, .reason = MovementReason::correction}));
    EXPECT_NO_THROW(stock.move(test::admin(), 3, {.change = -5, .reason = MovementReason::correction}));
}

TEST_F(TheStockroom, DoesNotGoBelowZero) {
    EXPECT_CALL(repositories.stock, change).WillOnce(Return(std::vector<ProductId>{3}));
    EXPECT_CALL(repositories.stock, on_hand).WillOnce(Return(Quantities{{3, 1}}));
    EXPECT_CALL(repositories.stock, record).Times(0);
    const Refusal refusal = test::refusal_of([&] { stock.move(test::admin(), 3, {.change = -2}); });
    EXPECT_EQ(refusal.problem().code, "insufficient-stock");
    EXPECT_THAT(refusal.detail(), testing::HasSubstr("There are 1 in stock"));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(TheStockroom, KnowsNoOtherProducts) {
    EXPECT_CALL(repositories.stock, change).Times(0);
    EXPECT_CALL(repositories.stock, movements).Times(0);
    EXPECT_EQ(test::code_of([&] { stock.move(test::admin(), 404, {.change = 1}); }), "not-found");
    EXPECT_EQ(test::code_of([&] { static_cast<void>(stock.movements(404, {})); }), "not-found");
}

TEST_F(TheStockroom, ShowsTheLedger) {
    ListPage<StockMovement> page;
    page.total = 9;
    EXPECT_CALL(repositories.stock, movements(_, 3, testing::Field(&ListPageRequest::page, 2))).WillOnce(Return(page));
    EXPECT_EQ(stock.movements(3, {.page = 2}).total, 9);
    EXPECT_EQ(database.writes, 0);
}

TEST_F(TheStockroom, ListsWhatIsLow) {
    const ListPage<ProductId> ids{.items = {3, 9, 4}, .total = 4};
    EXPECT_CALL(repositories.stock, low(_, testing::Field(&LowStockQuery::below, 3))).WillOnce(Return(ids));
    EXPECT_CALL(repositories.products, find_all(_, test::Holds(ElementsAre(3, 9, 4))))
        .WillOnce(Return(std::vector{test::product("Mug", "1.00", 4), test::product("Lamp", "19.99", 3)}));
    LowStockQuery query;
    query.below = 3;
    const ListPage<Product> low = stock.low(query);
    EXPECT_EQ(low.total, 4);
    ASSERT_EQ(low.items.size(), 2U) << "one has been removed meanwhile";
    EXPECT_EQ(low.items[0].name, "Lamp");
    EXPECT_EQ(low.items[1].name, "Mug");
    EXPECT_EQ(database.writes, 0);
}

}  // namespace
}  // namespace till
