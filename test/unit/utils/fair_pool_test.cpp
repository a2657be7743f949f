#include "utils/fair_pool.h"

#include <atomic>
#include <future>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace till {
namespace {

TEST(AFairPool, ServesAnotherPartyBeforeTheRestOfAFlood) {
    std::vector<std::string> served;
    std::vector<std::string> gone;
    std::promise<void> gate;
    const auto opened = gate.get_future().share();
    {
        FairPool pool("fair", 1, 4);
        const auto post = [&](const std::string& name, const std::string& party) {
            return pool.post(
                {.party = party}, [&served, name] { served.push_back(name); }, [&gone, name] { gone.push_back(name); });
        };
        std::promise<void> running;
        ASSERT_TRUE(pool.post(
            {.party = "flood"},
            [&] {
                running.set_value();
                opened.wait();
            },
            [] {}));
        running.get_future().wait();
        for (int i = 1; i <= 4; ++i) EXPECT_TRUE(post("flood " + std::to_string(i), "flood"));
        EXPECT_FALSE(post("flood 5", "flood"));
        EXPECT_TRUE(post("bystander", "bystander"));
        EXPECT_EQ(pool.waiting(), 4U);
        EXPECT_THAT(gone, testing::ElementsAre("flood 4"));
        gate.set_value();
    }
    EXPECT_THAT(served, testing::ElementsAre("flood 1", "bystander", "flood 2", "flood 3"));
}

TEST(AFairPool, RunsAllThatItTookAndNoMoreOnceItIsDrained) {
    std::atomic<int> ran{0};
    FairPool pool("fair", 4, 1000);
    for (int i = 0; i < 500; ++i) {
        EXPECT_TRUE(pool.post(
            {.party = std::to_string(i % 7)}, [&] { ++ran; }, [] {}));
    }
    pool.drain();
    EXPECT_EQ(ran, 500);
    EXPECT_FALSE(pool.post(
        {.party = "late"}, [&] { ++ran; }, [] {}));
    pool.drain();
    EXPECT_EQ(ran, 500);
}

}  // namespace
}  // namespace till
