#include <atomic>
#include <numeric>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"
#include "support/at_once.h"

namespace till::test {
namespace {

constexpr std::size_t buyers = 64;

class Stock : public FaultOnBoth {
 protected:
    static Response recorded(FaultyShop& shop, std::int64_t number, Response response) {
        if (response.status == 200 || response.status == 201) {
            shop.record().was_done(number, response.number("id"));
        } else if (response.status != 0) {
            shop.record().was_refused(number);
        }
        return response;
    }

    static Response buy(FaultyShop& shop, const Guest& guest, const Api& api, std::int64_t product) {
        const std::int64_t number =
            shop.record().asks({.kind = Asked::Kind::order, .customer = guest.customer, .basket = {{product, 1}}});
        return recorded(
            shop, number,
            api.post("/orders", json::Object{{"items", json::Array{item_of(product, 1)}}, {"note", note_of(number)}}));
    }

    static Response move(FaultyShop& shop, const Api& admin, std::int64_t order, const std::string& status) {
        const std::int64_t number = shop.record().asks({.kind = Asked::Kind::move, .order = order, .status = status});
        return recorded(shop, number,
                        admin.patch("/orders/" + std::to_string(order),
                                    json::Object{{"status", status}, {"note", note_of(number)}}));
    }
};

// Each buyer continues until there is nothing left.
TEST_P(Stock, IsSoldToTheLastUnitAndNotOneMore) {
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    const Guest guest = shop.new_guest();
    const int rounds = by_effort(1, 5, 50);
    for (int round = 0; round < rounds; ++round) {
        for (const std::int64_t stock : {1, 20, 1'000}) {
            const std::int64_t product = shop.new_product(stock);
            std::atomic<std::int64_t> sold{0};
            const auto last = all_at_once(buyers, [&](std::size_t) {
                const Api api = shop.with_token(guest.token);
                Response response;
                for (response = buy(shop, guest, api, product); response.status == 201;) {
                    ++sold;
                    response = buy(shop, guest, api, product);
                }
                return response;
            });
            EXPECT_EQ(sold, stock);
            for (const Response& response : last) EXPECT_THAT(response, Refused(409, "insufficient-stock"));
            EXPECT_EQ(shop.admin().get("/products/" + std::to_string(product)).at("stock"), "0");
        }
    }
    EXPECT_THAT(shop.audit(), FindsNothingWrong());
    note_figures(std::to_string(rounds) +
                 " times 64 buyers at once for 1, 20 and 1,000 pieces: each sold out, 0 too many");
}

TEST_P(Stock, StaysExactWhileCancelsAndReturnsRaceWithOrdersAndDeliveries) {
    const int orders = by_effort(1'000, 10'000, 200'000);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    for (int i = 0; i < 4; ++i) shop.new_product(50);
    Shoppers shoppers(shop, new_guests(shop, 24), 10, {.units_received_max = 15});
    EXPECT_TRUE(shoppers.wait_for_orders(orders));
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    EXPECT_GT(shoppers.told().refused, 0) << "the stock was never short, so nothing was raced for";
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures("24 shoppers at four products that are always short: " + Tally(findings).text() + ", " +
                 spelled(shoppers.told().refused) + " refused");
}

TEST_P(Stock, ComesBackOnceHoweverManyCancelOrReturnAtOnce) {
    const int rounds = by_effort(5, 40, 500);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    const Guest guest = shop.new_guest();
    const std::int64_t product = shop.new_product(1'000'000);
    for (int round = 0; round < rounds; ++round) {
        const std::int64_t order = buy(shop, guest, shop.with_token(guest.token), product).number("id");
        const bool returns = round % 2 == 1;
        if (returns) {
            for (const char* status : {"processing", "shipped", "delivered"}) {
                ASSERT_THAT(move(shop, shop.admin(), order, status), HasStatus(200));
            }
        }
        const auto responses = all_at_once(16, [&](std::size_t i) {
            const Api admin = shop.admin();
            return move(shop, admin, order, returns ? "returned" : i % 2 == 0 ? "cancelled" : "processing");
        });
        EXPECT_GE(count_of(responses, 200), 1);
        EXPECT_EQ(count_of(responses, 200) + count_of(responses, 409), 16);
    }
    EXPECT_THAT(shop.audit(), FindsNothingWrong());
    note_figures(std::to_string(rounds) + " orders cancelled or returned by 16 at once: the stock came back once");
}

TILL_ON_BOTH_DATABASES(Stock);

}  // namespace
}  // namespace till::test
