#include <chrono>
#include <csignal>
#include <thread>

#include "faults/effort.h"
#include "faults/shoppers.h"
#include "faults/tally.h"
#include "support/private_mariadb.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

constexpr int shoppers_at_once = 12;
constexpr int kills_of_one_store = 25;

class Kills : public FaultOnBoth {
 protected:
    // Kills the program that often at random moments, and audits the database after each.
    void kill_again_and_again(int kills, std::uint64_t part) {
        const FreshDatabase database(GetParam());
        FaultyShop shop(database.options().url);
        shop.fill_shelves();
        const std::vector<Guest> guests = new_guests(shop, shoppers_at_once);
        std::mt19937_64 random = dice(part);
        Shoppers shoppers(shop, guests, part);
        for (int i = 0; i < kills && !HasFailure(); ++i) {
            ASSERT_TRUE(shoppers.wait_for_orders(between(random, 1, 60))) << "it takes no orders any more";
            std::this_thread::sleep_for(std::chrono::microseconds(between(random, 0, 20'000)));
            shop.kill();
            if (i % 5 == 0) {
                EXPECT_THAT(shop.audit(), FindsNothingWrong());
            }
            shop.start();
        }
        shoppers.leave();
        EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
        const Findings findings = shop.audit();
        EXPECT_THAT(findings, FindsNothingWrong());
        tally_.add(findings);
    }

    Tally tally_;
};

TEST_P(Kills, OfTheProgramLoseNoOrderThatWasAnswered) {
    const int kills = by_effort(6, 50, 1000);
    for (int done = 0; done < kills && !HasFailure(); done += kills_of_one_store) {
        kill_again_and_again(std::min(kills - done, kills_of_one_store), 100 + static_cast<std::uint64_t>(done));
    }
    note_figures(std::to_string(kills) + " kills: " + tally_.text());
}

TILL_ON_BOTH_DATABASES(Kills);

class KillsOfMariadb : public FaultOnBoth {};

TEST_P(KillsOfMariadb, LoseNoOrderThatWasAnswered) {
    const int kills = by_effort(2, 10, 200);
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url);
    shop.fill_shelves();
    std::mt19937_64 random = dice(2);
    Shoppers shoppers(shop, new_guests(shop, shoppers_at_once), 2);
    for (int i = 0; i < kills && !HasFailure(); ++i) {
        ASSERT_TRUE(shoppers.wait_for_orders(between(random, 1, 80))) << "it takes no orders any more";
        std::this_thread::sleep_for(std::chrono::microseconds(between(random, 0, 5'000)));
        PrivateMariadb::shared().stop(SIGKILL);
        PrivateMariadb::shared().start();
    }
    EXPECT_TRUE(shoppers.wait_for_orders(20)) << "the program goes on by itself";
    shoppers.leave();
    EXPECT_THAT(shoppers.told().surprises(), testing::IsEmpty());
    const Findings findings = shop.audit();
    EXPECT_THAT(findings, FindsNothingWrong());
    note_figures(std::to_string(kills) + " kills of MariaDB: " + Tally(findings).text());
}

INSTANTIATE_TEST_SUITE_P(, KillsOfMariadb, testing::ValuesIn(only_mariadb()),
                         [](const auto& information) { return information.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(KillsOfMariadb);

}  // namespace
}  // namespace till::test
