#include "platform/limits/backoff.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/on_threads.h"

namespace till::limits {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp start{1'700'000'000'000ms};

class TheBackoff : public testing::Test {
 protected:
    /// Fails that many times, each time as soon as it may.
    void fail(int times, const std::string& subject, const std::string& source) {
        for (int i = 0; i < times; ++i) {
            const auto seconds = backoff.wait(subject, source_of(source), now);
            now += seconds;
            if (seconds > 0s) {
                EXPECT_EQ(backoff.wait(subject, source_of(source), now), 0s);
            }
            backoff.failed(subject, source_of(source), now);
        }
    }
    std::chrono::seconds wait(const std::string& subject, const std::string& source) {
        return backoff.wait(subject, source_of(source), now);
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
    backoff.succeeded("ann", source_of("1.2.3.4"), now);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    fail(3, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, DoesNotForgetGuessesAtOthersWithASuccessOfOnesOwn) {
    for (int i = 0; i < 4; ++i) {
        fail(1, "ann", "6.6.6.6");
        now += wait("mallory", "6.6.6.6");
        EXPECT_EQ(wait("mallory", "6.6.6.6"), 0s);
        backoff.succeeded("mallory", source_of("6.6.6.6"), now);
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
    test::on_threads(8, [&](int) {
        for (int i = 0; i < 8; ++i) {
            if (backoff.wait("ann", source_of("1.2.3.4"), now) == 0s) ++admitted;
        }
    });
    EXPECT_EQ(admitted, 1);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 4s) << "as if the one that goes ahead had failed";
}

TEST_F(TheBackoff, CountsEveryFailureOfManyAtOnce) {
    test::on_threads(7, [&](int) {
        backoff.failed("ann", source_of("1.2.3.4"), now);
        backoff.succeeded("bob", source_of("4.3.2.1"), now);
    });
    EXPECT_EQ(wait("ann", "1.2.3.4"), 8s);
}

TEST(ASource, IsAClientInItsNetworks) {
    struct Case {
        const char* address;
        const char* client;
        std::vector<std::string> networks;
    };
    for (const Case& one :
         {Case{"192.0.2.77", "192.0.2.77", {"192.0.2.0/24"}}, Case{"::ffff:192.0.2.77", "192.0.2.77", {"192.0.2.0/24"}},
          Case{"2001:db8:1:203:4::5", "2001:db8:1:203::/64", {"2001:db8:1:200::/56", "2001:db8:1::/48"}},
          Case{"somebody", "somebody", {}}}) {
        const Source source = source_of(one.address);
        EXPECT_EQ(source.client, one.client);
        EXPECT_EQ(source.networks, one.networks);
        EXPECT_EQ(widest_of(source), one.networks.empty() ? one.client : one.networks.back());
    }
}

/// Who signed in from an address before is known there.
class WhoIsKnown : public TheBackoff {
 protected:
    void succeed(const std::string& subject, const std::string& source) {
        backoff.succeeded(subject, source_of(source), now);
    }
};

TEST_F(WhoIsKnown, IsNotDelayedByWhatNeighboursDo) {
    succeed("ann", "1.2.3.4");
    fail(12, "bob", "1.2.3.4");
    EXPECT_GT(wait("bob", "1.2.3.4"), 0s);
    EXPECT_GT(wait("newcomer", "1.2.3.4"), 0s);
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    for (int stranger = 0; stranger < 50; ++stranger) fail(1, "ann", "6.6.6." + std::to_string(stranger));
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s) << "nor by what strangers do elsewhere";
}

TEST_F(WhoIsKnown, WaitsForOwnFailuresAsAnyoneDoes) {
    succeed("ann", "1.2.3.4");
    fail(4, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 1s);
    fail(8, "ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 60s);
    now += 60s;
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s);
    succeed("ann", "1.2.3.4");
    EXPECT_EQ(wait("ann", "1.2.3.4"), 0s) << "the right password ends it";
}

TEST_F(WhoIsKnown, IsKnownThereAndForAWhile) {
    succeed("ann", "1.2.3.4");
    EXPECT_TRUE(backoff.knows(source_of("1.2.3.4"), now));
    EXPECT_FALSE(backoff.knows(source_of("1.2.3.5"), now));
    now += Backoff::known_days - 1s;
    EXPECT_TRUE(backoff.knows(source_of("1.2.3.4"), now));
    now += 1s;
    EXPECT_FALSE(backoff.knows(source_of("1.2.3.4"), now));
    fail(12, "bob", "1.2.3.4");
    EXPECT_GT(wait("ann", "1.2.3.4"), 0s);
}

TEST_F(TheBackoff, MakesNetworksWaitFromWhichManyClientsFail) {
    struct Case {
        const char* what;
        std::function<std::string(int)> client;
        const char* neighbour;
        const char* elsewhere;
    };
    const auto number = [](int i) { return std::to_string(i); };
    for (const Case& one : {Case{"/24", [&](int i) { return "6.6.6." + number(i); }, "6.6.6.200", "6.6.7.1"},
                            Case{"/56", [&](int i) { return "2001:db8:6:10" + number(10 + i) + "::1"; },
                                 "2001:db8:6:10ff::1", "2001:db8:7::1"},
                            Case{"/48", [&](int i) { return "2001:db8:8:" + number(1000 + 100 * i) + "::1"; },
                                 "2001:db8:8::1", "2001:db8:9::1"}}) {
        for (int i = 0; i < Backoff::network_burst; ++i) {
            const Source client = source_of(one.client(i));
            ASSERT_EQ(backoff.wait(one.what + number(i), client, now), 0s) << one.what << i;
            backoff.failed(one.what + number(i), client, now);
        }
        EXPECT_EQ(wait("ann", one.neighbour), 10s) << one.what;
        EXPECT_EQ(wait("ann", one.elsewhere), 0s) << one.what;
    }
}

TEST_F(TheBackoff, LetsOneOfANetworkFailEachPause) {
    for (int i = 0; i < 100; ++i) backoff.wait("user", source_of("6.6.6." + std::to_string(i)), now);
    int tried = 0;
    for (int second = 0; second < 600; ++second) {
        now += 1s;
        if (wait("user", "6.6.6." + std::to_string(second % 250)) == 0s) ++tried;
    }
    EXPECT_EQ(tried, 60);
}

TEST_F(TheBackoff, DoesNotHoldSuccessesAgainstANetwork) {
    for (int i = 0; i < 200; ++i) {
        const std::string user = "user " + std::to_string(i);
        const std::string address = "6.6.6." + std::to_string(i);
        EXPECT_EQ(wait(user, address), 0s) << i;
        backoff.succeeded(user, source_of(address), now);
    }
}

TEST_F(TheBackoff, LetsNetworksGoOnAfterTheClockIsSetBack) {
    for (int i = 0; i < 40; ++i) backoff.wait("user", source_of("6.6.6." + std::to_string(i)), now);
    now -= 1h;
    EXPECT_EQ(wait("ann", "6.6.6.200"), 10s);
    now += 10s;
    EXPECT_EQ(wait("ann", "6.6.6.200"), 0s);
}

TEST_F(TheBackoff, KeepsToItsMemory) {
    EXPECT_LE(backoff.bytes(), 1024U * 1024U);
    const int many = static_cast<int>(backoff.capacity());
    for (int i = 0; i < many; ++i) {
        const std::string subject = std::to_string(i);
        const Source source = source_of("10." + std::to_string(i / 65536) + "." + std::to_string(i / 256 % 256) + "." +
                                        std::to_string(i % 256));
        const Source elsewhere{.client = subject, .networks = {"network " + subject}};
        backoff.failed(subject, source, now);
        backoff.wait("someone", elsewhere, now);
        backoff.succeeded("someone", source, now);
    }
    for (int i = 0; i < many; ++i)
        backoff.failed(std::to_string(i), {.client = std::to_string(i), .networks = {}}, now);
    EXPECT_EQ(backoff.size(), backoff.capacity());
}

}  // namespace
}  // namespace till::limits
