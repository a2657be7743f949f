#include "platform/redis/shared_windows.h"

#include <atomic>
#include <future>
#include <set>

#include <gmock/gmock.h>

#include "platform/limits/fixed_windows.h"
#include "support/eventually.h"
#include "support/on_threads.h"
#include "support/private_redis.h"

namespace till::redis {
namespace {

using namespace std::chrono_literals;
using limits::Limit;
using limits::Verdict;
using test::eventually;

constexpr std::size_t megabyte = 1024 * 1024;

/// One node of several.
class WindowsNode {
 public:
    explicit WindowsNode(const test::PrivateRedis& redis, std::string prefix = "shop:")
        : windows_({.address = parse_address(redis.url()), .timeout_ms = 2s, .prefix = std::move(prefix)}, own_) {}

    Verdict hit(const std::string& key, const std::vector<Limit>& limits) {
        std::promise<Verdict> later;
        const auto at_once = windows_.hit(key, limits, now(), [&later] {
            return limits::Done([&later](const Verdict& found) { later.set_value(found); });
        });
        return at_once ? *at_once : later.get_future().get();
    }
    int allowed_of(int hits, const std::string& key, const std::vector<Limit>& limits) {
        int allowed = 0;
        for (int i = 0; i < hits; ++i) allowed += hit(key, limits).allowed ? 1 : 0;
        return allowed;
    }
    bool joins() {
        return eventually([&] { return windows_.connected(); });
    }
    SharedWindows& windows() { return windows_; }
    static Timestamp now() {
        return std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
    }

 private:
    limits::FixedWindows own_{megabyte};
    SharedWindows windows_;
};

class SharedLimits : public testing::Test {
 protected:
    test::PrivateRedis redis_;
    WindowsNode here_{redis_};
    WindowsNode there_{redis_};

    void SetUp() override { ASSERT_TRUE(here_.joins() && there_.joins()); }

    /// Of as many hits on each of eight threads, half of them at each node.
    int allowed_of_many(int hits, const std::string& key, const std::vector<Limit>& limits) {
        std::atomic<int> allowed{0};
        test::on_threads(8, [&](int i) { allowed += (i % 2 == 0 ? here_ : there_).allowed_of(hits, key, limits); });
        return allowed;
    }
};

TEST_F(SharedLimits, AreExactOverAllNodes) {
    EXPECT_EQ(allowed_of_many(50, "a", {{100, 24h}}), 100);
    EXPECT_EQ(here_.windows().counted_alone() + there_.windows().counted_alone(), 0U);
}

TEST_F(SharedLimits, AreCountedOnWhereRedisHasForgottenTheScript) {
    EXPECT_EQ(here_.allowed_of(3, "a", {{5, 24h}}), 3);
    Connection operators(parse_address(redis_.url()), 2s);
    for (int i = 0; i < 3; ++i) {
        operators.ask(std::vector<std::string_view>{"SCRIPT", "FLUSH"});
        EXPECT_EQ((i % 2 == 0 ? here_ : there_).allowed_of(1, "a", {{5, 24h}}), i < 2 ? 1 : 0);
    }
    operators.ask(std::vector<std::string_view>{"SCRIPT", "FLUSH"});
    EXPECT_EQ(allowed_of_many(20, "b", {{50, 24h}}), 50);
    EXPECT_EQ(here_.windows().counted_alone() + there_.windows().counted_alone(), 0U);
}

TEST_F(SharedLimits, GiveEachHitARemainderOfItsOwn) {
    std::set<std::uint32_t> remaining;
    for (int i = 0; i < 10; ++i) remaining.insert((i % 2 == 0 ? here_ : there_).hit("a", {{10, 1h}}).remaining);
    EXPECT_EQ(remaining.size(), 10U);
    EXPECT_EQ(*remaining.begin(), 0U);
}

TEST_F(SharedLimits, CountEachKeyEachLimitAndEachShopApart) {
    WindowsNode other_shop(redis_, "other:");
    ASSERT_TRUE(other_shop.joins());
    EXPECT_EQ(here_.allowed_of(5, "a", {{3, 1h}}), 3);
    EXPECT_EQ(there_.allowed_of(5, "b", {{3, 1h}}), 3);
    EXPECT_EQ(there_.allowed_of(5, "a", {{4, 1h}}), 4);
    EXPECT_EQ(other_shop.allowed_of(5, "a", {{3, 1h}}), 3);
}

TEST_F(SharedLimits, ThatRefuseAHitDoNotCountItAnywhere) {
    const std::vector<Limit> both{{2, 1h}, {3, 24h}};
    EXPECT_EQ(here_.allowed_of(10, "a", both), 2);
    const Verdict refused = there_.hit("a", both);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.limit, both[0]);
    EXPECT_EQ(there_.hit("a", {both[1]}).remaining, 0U) << "of three, two were taken and this is the third";
    EXPECT_EQ(there_.hit("a", both).limit, both[1]) << "what refuses for longest is what the client is told";
}

TEST_F(SharedLimits, SayTheTightestLimitAndWhenItEnds) {
    const Verdict first = here_.hit("a", {{100, 24h}, {5, 1h}});
    EXPECT_TRUE(first.allowed);
    EXPECT_EQ(first.limit, (Limit{5, 1h}));
    EXPECT_EQ(first.remaining, 4U);
    EXPECT_GT(first.reset, WindowsNode::now() + 59min);
    EXPECT_LT(first.reset, WindowsNode::now() + 61min);
    EXPECT_EQ(there_.hit("a", {{100, 24h}, {5, 1h}}).reset, first.reset) << "a window ends where it began to end";
    there_.allowed_of(10, "a", {{5, 1h}});
    const Verdict refused = here_.hit("a", {{5, 1h}});
    EXPECT_EQ(refused.reset, first.reset);
    EXPECT_GT(refused.retry_after, 59min);
    EXPECT_LE(refused.retry_after, 1h);
}

TEST_F(SharedLimits, BeginAnewWhenTheirWindowHasPassed) {
    EXPECT_EQ(here_.allowed_of(3, "a", {{1, 1s}}), 1);
    EXPECT_TRUE(eventually([&] { return there_.hit("a", {{1, 1s}}).allowed; }));
}

TEST_F(SharedLimits, AreCountedAloneWhileRedisIsAwayAndTogetherAgainAfterwards) {
    here_.hit("a", {{3, 1h}});
    redis_.stop();
    EXPECT_EQ(here_.allowed_of(10, "a", {{3, 1h}}), 3);
    EXPECT_EQ(there_.allowed_of(10, "a", {{3, 1h}}), 3);
    EXPECT_FALSE(here_.windows().connected());
    EXPECT_EQ(here_.windows().counted_alone(), 10U);
    redis_.start();
    ASSERT_TRUE(here_.joins() && there_.joins());
    EXPECT_EQ(here_.allowed_of(10, "b", {{3, 1h}}) + there_.allowed_of(10, "b", {{3, 1h}}), 3);
}

TEST_F(SharedLimits, AreCountedAloneWhereRedisDoesNotAnswer) {
    redis_.freeze();
    EXPECT_EQ(here_.allowed_of(10, "a", {{3, 1h}}), 3);
    redis_.thaw();
    ASSERT_TRUE(here_.joins());
    EXPECT_EQ(here_.allowed_of(10, "c", {{3, 1h}}) + there_.allowed_of(10, "c", {{3, 1h}}), 3);
}

TEST_F(SharedLimits, AnswerEveryHitAlsoAtTheEnd) {
    std::atomic<int> answered{0};
    const std::vector<Limit> limits{{1'000, 1h}};
    {
        WindowsNode node(redis_);
        for (int i = 0; i < 500; ++i) {
            const auto at_once = node.windows().hit("a", limits, WindowsNode::now(),
                                                    [&] { return limits::Done([&](const Verdict&) { ++answered; }); });
            if (at_once) ++answered;
        }
    }
    EXPECT_EQ(answered, 500);
}

TEST(SharedLimitsWithoutRedis, AreCountedAloneFromTheStart) {
    limits::FixedWindows own(megabyte);
    SharedWindows windows({.address = parse_address("redis://127.0.0.1:1"), .timeout_ms = 20ms, .prefix = ""}, own);
    const std::vector<Limit> limits{{1, 1h}};
    const auto verdict = windows.hit("a", limits, WindowsNode::now(), [] {
        ADD_FAILURE() << "nobody has to wait";
        return limits::Done();
    });
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->allowed);
    EXPECT_EQ(windows.counted_alone(), 1U);
}

}  // namespace
}  // namespace till::redis
