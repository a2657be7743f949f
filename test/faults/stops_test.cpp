#include <chrono>
#include <thread>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"

namespace till::test {
namespace {

class Stops : public FaultOnBoth {};

TEST_P(Stops, UnderLoadAnswerWhatWasBegunAndBeginNothingElse) {
    const int stops = by_effort(5, 30, 500);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    shop.fill_shelves();
    std::mt19937_64 random = dice(9);
    Shoppers shoppers(shop, new_guests(shop, 16), 9, {.with_key = 0.3, .retries = 0.0});
    for (int i = 0; i < stops && !HasFailure(); ++i) {
        ASSERT_TRUE(shoppers.wait_for_orders(between(random, 1, 60)));
        std::this_thread::sleep_for(std::chrono::microseconds(between(random, 0, 20'000)));
        EXPECT_EQ(shop.stop(), 0);
        shop.start();
    }
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit({.silence_means_not_done = true});
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(std::to_string(stops) + " stops, exit 0 each: " + Tally(findings).text());
}

TILL_ON_BOTH_DATABASES(Stops);

}  // namespace
}  // namespace till::test
