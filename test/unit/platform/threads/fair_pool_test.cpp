#include "platform/threads/fair_pool.h"

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include "support/on_threads.h"

namespace till {
namespace {

/// What became of a task.
struct Fate {
    bool was_taken = false;
    std::atomic<int> ran{0};
    std::atomic<int> gave_way{0};
};

TEST(AFairPool, ServesAnotherPartyBeforeTheRestOfAFlood) {
    std::vector<std::string> served;
    std::vector<std::string> gone;
    std::promise<void> gate;
    const auto opened = gate.get_future().share();
    {
        FairPool pool("fair", 1, 4);
        const auto post = [&](const std::string& name, const std::string& flow) {
            return pool.post(
                {.flow = flow}, [&served, name] { served.push_back(name); }, [&gone, name] { gone.push_back(name); });
        };
        std::promise<void> running;
        ASSERT_TRUE(pool.post(
            {.flow = "flood"},
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
            {.flow = std::to_string(i % 7)}, [&] { ++ran; }, [] {}));
    }
    pool.drain();
    EXPECT_EQ(ran, 500);
    EXPECT_FALSE(pool.post(
        {.flow = "late"}, [&] { ++ran; }, [] {}));
    pool.drain();
    EXPECT_EQ(ran, 500);
}

TEST(AFairPool, RunsWhatItTookAndNothingElseWhileItIsDrained) {
    constexpr int posters = 6;
    constexpr std::size_t each = 300;
    for (const std::size_t queue_max : {std::size_t{8}, posters * each}) {
        for (int round = 0; round < 25; ++round) {
            std::vector<std::vector<Fate>> fates;
            for (int i = 0; i < posters; ++i) fates.emplace_back(each);
            std::atomic<std::size_t> posted{0};
            FairPool pool("fair", 2, queue_max);
            const auto post_all = [&](int poster) {
                for (Fate& fate : fates[static_cast<std::size_t>(poster)]) {
                    fate.was_taken = pool.post(
                        {.flow = std::to_string(poster)}, [&fate] { ++fate.ran; }, [&fate] { ++fate.gave_way; });
                    ++posted;
                }
            };
            test::on_threads(posters + 1, [&](int i) {
                if (i < posters) return post_all(i);
                while (posted < posters * each / 4) std::this_thread::yield();
                pool.drain();
            });
            ASSERT_EQ(pool.waiting(), 0U) << "a task that was refused is still there";
            for (const std::vector<Fate>& of_one : fates) {
                for (const Fate& fate : of_one) ASSERT_EQ(fate.ran + fate.gave_way, fate.was_taken ? 1 : 0);
            }
        }
    }
}

}  // namespace
}  // namespace till
