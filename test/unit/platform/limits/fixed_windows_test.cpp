#include "platform/limits/fixed_windows.h"

#include <atomic>
#include <string>

#include <gtest/gtest.h>

#include "platform/limits/tightest.h"
#include "support/on_threads.h"

namespace till::limits {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_seconds;

constexpr std::size_t megabyte = 1024 * 1024;
constexpr Timestamp now{1'700'000'000'250ms};

class Windows : public testing::Test {
 protected:
    Verdict hit(const std::string& key, const std::string& limits, Timestamp when = now) {
        return windows.hit(key, parse_limits(limits), when);
    }
    int allowed_of(int hits, const std::string& key, const std::string& limits, Timestamp when = now) {
        int allowed = 0;
        for (int i = 0; i < hits; ++i) allowed += hit(key, limits, when).allowed ? 1 : 0;
        return allowed;
    }

    FixedWindows windows{megabyte};
};

TEST_F(Windows, AllowWhatTheLimitSaysAndNoMore) {
    EXPECT_EQ(allowed_of(150, "a", "100 per day"), 100);
    EXPECT_EQ(allowed_of(150, "a", "100 per day", now + days(1) - 1ms), 0);
    EXPECT_EQ(allowed_of(150, "a", "100 per day", now + days(1)), 100);
}

TEST_F(Windows, BeginAtTheFirstHit) {
    EXPECT_EQ(hit("a", "2 per minute").reset, sys_seconds(1'700'000'061s)) << "the end of the second it ends in";
    EXPECT_EQ(hit("a", "2 per minute", now + 59s).reset, sys_seconds(1'700'000'061s));
    EXPECT_FALSE(hit("a", "2 per minute", now + 59s).allowed);
    EXPECT_EQ(hit("a", "2 per minute", now + 75s).reset, sys_seconds(1'700'000'136s));
}

TEST_F(Windows, SayWhatRemains) {
    EXPECT_EQ(hit("a", "2 per minute").remaining, 1U);
    EXPECT_EQ(hit("a", "2 per minute").remaining, 0U);
    const Verdict refused = hit("a", "2 per minute", now + 20s);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.remaining, 0U);
    EXPECT_EQ(refused.limit, (Limit{2, 1min}));
    EXPECT_EQ(refused.retry_after, 40s);
    EXPECT_EQ(hit("a", "2 per minute", now + 1min - 1ms).retry_after, 1s);
}

TEST_F(Windows, NeverSayThatThereIsNothingToWaitFor) {
    Tightest refusal;
    refusal.refused({1, 1s}, {.hits = 1, .ends = now}, now + 1ms);
    EXPECT_EQ(refusal.verdict().retry_after, 1s) << "a clock elsewhere may be a little behind";
}

TEST_F(Windows, CountEachKeyApart) {
    EXPECT_EQ(allowed_of(5, "a", "3/hour"), 3);
    EXPECT_EQ(allowed_of(5, "b", "3/hour"), 3);
    EXPECT_EQ(allowed_of(5, "", "3/hour"), 3);
}

TEST_F(Windows, NameTheTightestOfSeveralLimits) {
    const std::string limits = "3 per second; 5 per minute; 6 per hour";
    EXPECT_EQ(hit("a", limits).limit.amount, 3U);
    EXPECT_EQ(allowed_of(2, "a", limits), 2);
    EXPECT_EQ(hit("a", limits).limit.amount, 3U);
    EXPECT_EQ(hit("a", limits, now + 1s).limit.amount, 5U);
    const Verdict last_of_the_minute = hit("a", limits, now + 1s);
    EXPECT_EQ(last_of_the_minute.limit.amount, 5U);
    EXPECT_EQ(last_of_the_minute.remaining, 0U);
}

TEST_F(Windows, NameTheLimitThatRefusesForLongest) {
    const std::string limits = "1 per day; 1 per second; 1 per hour";
    EXPECT_TRUE(hit("a", limits).allowed);
    const Verdict refused = hit("a", limits);
    EXPECT_EQ(refused.limit.window, days(1));
    EXPECT_EQ(refused.retry_after, days(1));
}

TEST_F(Windows, ConsumeNothingWhereOneOfThemRefuses) {
    const std::string limits = "1 per second; 3 per hour";
    EXPECT_EQ(allowed_of(10, "a", limits), 1);
    EXPECT_EQ(hit("a", limits, now + 1s).remaining, 0U);
    EXPECT_TRUE(hit("a", limits, now + 2s).allowed);
    EXPECT_FALSE(hit("a", limits, now + 3s).allowed);
}

TEST_F(Windows, EndInTimeForWhoKeepsAskingAfterTheClockIsSetBack) {
    EXPECT_EQ(allowed_of(3, "a", "2 per minute"), 2);
    const Timestamp back = now - 1h;
    EXPECT_FALSE(hit("a", "2 per minute", back).allowed);
    EXPECT_EQ(hit("a", "2 per minute", back + 45s).retry_after, 15s);
    EXPECT_TRUE(hit("a", "2 per minute", back + 60s).allowed);
}

TEST_F(Windows, AreNotMadeLongerByAClockThatIsSetBack) {
    EXPECT_EQ(allowed_of(1, "a", "1 per minute"), 1);
    const Timestamp earlier = now - 1h;
    EXPECT_EQ(hit("a", "1 per minute", earlier).retry_after, 60s);
}

TEST_F(Windows, KeepToTheirMemoryHoweverManyClientsThereAre) {
    const auto limits = parse_limits("100 per day");
    EXPECT_LE(windows.bytes(), megabyte);
    EXPECT_GT(windows.capacity(), 20'000U);
    const int clients = static_cast<int>(5 * windows.capacity());
    for (int client = 0; client < clients; ++client) {
        windows.hit("address " + std::to_string(client), limits, now + std::chrono::milliseconds(client));
    }
    EXPECT_EQ(windows.size(), windows.capacity());
    EXPECT_LE(windows.bytes(), megabyte);
}

TEST_F(Windows, KeepAClientsCountWhileOthersComeAndGo) {
    const int others = static_cast<int>(windows.capacity() / 2);
    const auto five = parse_limits("5 per minute");
    EXPECT_EQ(allowed_of(60, "a", "100 per day"), 60);
    for (int minute = 1; minute <= 6; ++minute) {
        for (int other = 0; other < others; ++other) {
            windows.hit("b" + std::to_string(minute) + "/" + std::to_string(other), five, now + minute * 1min);
        }
    }
    EXPECT_EQ(windows.size(), windows.capacity());
    EXPECT_EQ(allowed_of(60, "a", "100 per day", now + 1h), 40);
}

TEST_F(Windows, AllowExactlyTheLimitWhenManyHitAtOnce) {
    const auto limits = parse_limits("1000 per day; 5000 per year");
    std::atomic<int> allowed = 0;
    test::on_threads(4, [&](int thread) {
        for (int i = 0; i < 500; ++i) {
            if (windows.hit("shared", limits, now).allowed) ++allowed;
            windows.hit("own " + std::to_string(thread) + " " + std::to_string(i), limits, now);
            EXPECT_LE(windows.size(), windows.capacity());
        }
    });
    EXPECT_EQ(allowed, 1000);
}

TEST(FixedWindows, WorkWithHardlyAnyMemory) {
    FixedWindows windows(1);
    const auto limits = parse_limits("1 per day; 2 per year");
    for (int i = 0; i < 1000; ++i) windows.hit(std::to_string(i), limits, now);
    EXPECT_EQ(windows.size(), 16U);
    EXPECT_EQ(windows.capacity(), 16U);
}

}  // namespace
}  // namespace till::limits
