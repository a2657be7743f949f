#include "limits/backoff.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace till::limits {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{1'700'000'000'000ms};

class TheBackoff : public testing::Test {
 protected:
    /// Fails that many times, each time as soon as it may.
    void fail(int times, const std::string& subject, const std::string& source) {
        for (int i = 0; i < times; ++i) {
            const auto seconds = backoff.wait(subject, source, now);
            now += seconds;
            if (seconds > 0s) {
                EXPECT_EQ(backoff.wait(subject, source, now), 0s);
            }
            backoff.failed(subject, source, now);
        }
    }
    std::chrono::seconds wait(const std::string& subject, const std::string& source) {
        return backoff.wait(subject, source, now);
    }

    Backoff backoff{1024 * 1024};
    Timestamp now = start;
};

TEST(Backoff, GrowsFromTheFourthFailureToAMinute) {
    const std::vector<std::chrono::seconds> expected = {0s, 0s, 0s, 0s, 1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s};
    for (std::uint32_t failures = 0; failures < expected.size(); ++failures) {
        EXPECT_EQ(Backoff::delay(failures), expected[failures]) << failures;
    }
    EXPECT_EQ(Backoff::delay(0xffff'ffffU), 60s);
}

TEST_F(TheBackoff, LetsOneFailThreeTimesWithoutAWait) {
    fail(3, "ann", "1.2.3.4");
    EXPECT_EQ(now, start);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, MakesWhoGoesOnWaitLongerAndLonger) {
    fail(4, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 1s);
    now += 400ms;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 1s) << "rounded up";
    fail(6, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 60s);
    fail(5, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 60s);
}

TEST_F(TheBackoff, DoesNotCountAnAttemptThatHadToWait) {
    fail(4, "ann", "1.2.3.4");
    for (int i = 0; i < 100; ++i) EXPECT_EQ(wait("ann", "1.2.3.4"), 1s);
    now += 1s;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, NeverMakesASourceWaitThatHasNotFailed) {
    for (int stranger = 0; stranger < 50; ++stranger) fail(1, "ann", "6.6.6." + std::to_string(stranger));
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, GivesEachOfManySourcesOneGuessAtASubject) {
    for (int stranger = 0; stranger < 10; ++stranger) fail(1, "ann", "6.6.6." + std::to_string(stranger));
    EXPECT_EQ(wait("ann", "6.6.6.9"), 60s);
    EXPECT_EQ(wait("bob", "6.6.6.9"), 0s) << "one failure at ann is no reason to wait for bob";
}

TEST_F(TheBackoff, MakesASourceWaitThatTriesManySubjects) {
    for (int i = 0; i < 4; ++i) fail(1, "user " + std::to_string(i), "6.6.6.6");
    EXPECT_EQ(wait("user 9", "6.6.6.6"), 1s);
}

TEST_F(TheBackoff, ForgetsWithSuccess) {
    fail(8, "ann", "1.2.3.4");
    now += 60s;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    backoff.succeeded("ann", "1.2.3.4", now);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    fail(3, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, DoesNotForgetGuessesAtOthersWithASuccessOfOnesOwn) {
    for (int i = 0; i < 4; ++i) {
        fail(1, "ann", "6.6.6.6");
        now += wait("mallory", "6.6.6.6");
        EXPECT_EQ(wait("mallory", "6.6.6.6"), 0s);
        backoff.succeeded("mallory", "6.6.6.6", now);
    }
    EXPECT_GT(wait("ann", "6.6.6.6"), 0s);
}

TEST_F(TheBackoff, ForgetsAnHourAfterTheLastFailure) {
    fail(8, "ann", "1.2.3.4");
    now += 1h - 1ms;
    fail(1, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 32s);
    now += 1h;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    fail(3, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, WaitsNoLongerThanItsDelayWhenTheClockIsSetBack) {
    fail(5, "ann", "1.2.3.4");
    now -= 30min;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 2s);
}

TEST_F(TheBackoff, EndsInTimeForWhoKeepsTryingAfterTheClockIsSetBack) {
    fail(6, "ann", "1.2.3.4");
    now -= 1h;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 4s);
    now += 3s;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 1s);
    now += 1s;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, LetsOneOfManyAttemptsAtOnceThrough) {
    fail(6, "ann", "1.2.3.4");
    now += 4s;
    std::atomic<int> admitted = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 8; ++i) {
                if (backoff.wait("ann", "1.2.3.4", now) == 0s) ++admitted;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(admitted, 1);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 4s) << "as if the one that goes ahead had failed";
}

TEST_F(TheBackoff, CountsEveryFailureOfManyAtOnce) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 7; ++thread) {
        threads.emplace_back([&] {
            backoff.failed("ann", "1.2.3.4", now);
            backoff.succeeded("bob", "4.3.2.1", now);
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wait("ann", "1.2.3.4"), 8s);
}

TEST_F(TheBackoff, KeepsToItsMemory) {
    EXPECT_LE(backoff.bytes(), 1024U * 1024U);
    for (int i = 0; i < 100'000; ++i) backoff.failed(std::to_string(i), std::to_string(i), now);
    EXPECT_EQ(backoff.size(), backoff.capacity());
}

}  // namespace
}  // namespace till::limits
