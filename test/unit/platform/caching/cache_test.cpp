#include "platform/caching/cache.h"

#include <string>

#include <gmock/gmock.h>

namespace till::caching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsNull;
using testing::Pointee;

using Texts = Cache<std::string>;

constexpr Tag lamp = 1;
constexpr Tag mug = 2;

class CacheTest : public testing::Test {
 public:
    explicit CacheTest(std::size_t bytes_max = 1'000'000, int lifetime_ms = 1'000)
        : cache(invalidations, {.bytes_max = bytes_max,
                                .lifetime_ms = std::chrono::milliseconds(lifetime_ms),
                                .now = [this] { return time; }}) {}

    static Texts::Content content(std::string text, std::vector<Tag> tags = {lamp}, std::size_t bytes = 100) {
        return {.value = std::make_shared<const std::string>(std::move(text)), .tags = std::move(tags), .bytes = bytes};
    }
    void put(std::string_view key, Texts::Content content) { cache.put(key, std::move(content), cache.now()); }
    void invalidate(Tag tag) { invalidations.invalidate(std::vector<Tag>{tag}); }

    /// Calls ask(), and adds what a waiter gets to `told`: the text, or "nothing".
    Texts::Asked ask(std::string_view key) {
        return cache.ask(key,
                         [this](const Texts::Pointer& response) { told.push_back(response ? *response : "nothing"); });
    }
    /// The fill of a value that no one else is computing.
    Texts::Fill fill(std::string_view key) {
        auto asked = ask(key);
        EXPECT_THAT(asked.hit, IsNull());
        return std::move(asked.fill).value();
    }
    bool waits(std::string_view key) {
        const auto asked = ask(key);
        return !asked.hit && !asked.fill;
    }

    Invalidations invalidations;
    std::chrono::steady_clock::time_point time;
    Texts cache;
    std::vector<std::string> told;
};

TEST_F(CacheTest, GivesWhatWasPut) {
    put("a", content("A"));
    EXPECT_THAT(cache.find("a"), Pointee(std::string("A")));
    EXPECT_THAT(ask("a").hit, Pointee(std::string("A")));
    EXPECT_THAT(cache.find("b"), IsNull());
}

TEST_F(CacheTest, GivesWhatWasFilled) {
    fill("a").complete(content("A"));
    EXPECT_THAT(ask("a").hit, Pointee(std::string("A")));
    EXPECT_THAT(told, IsEmpty()) << "there was nobody to tell";
}

TEST_F(CacheTest, GivesWhatWasPutLast) {
    put("a", content("old"));
    put("a", content("new"));
    EXPECT_THAT(cache.find("a"), Pointee(std::string("new")));
    EXPECT_EQ(cache.metrics().entries, 1U);
}

TEST_F(CacheTest, ForgetsWhatWasInvalidated) {
    put("both", content("A", {lamp, mug}));
    put("lamp", content("B", {lamp}));
    invalidate(mug);
    EXPECT_THAT(cache.find("both"), IsNull());
    EXPECT_THAT(cache.find("lamp"), Pointee(std::string("B")));
    EXPECT_EQ(cache.metrics().entries, 1U) << "what is void takes no room once it was seen";
}

TEST_F(CacheTest, KeepsNothingThatBeganBeforeAnInvalidation) {
    const SequenceNumber began = cache.now();
    auto filling = fill("filled");
    invalidate(lamp);
    cache.put("put", content("old"), began);
    filling.complete(content("old"));
    EXPECT_THAT(cache.find("put"), IsNull());
    EXPECT_THAT(cache.find("filled"), IsNull());
    EXPECT_EQ(cache.metrics().entries, 0U);
}

TEST_F(CacheTest, KeepsWhatBeganBeforeAnInvalidationOfSomethingElse) {
    auto filling = fill("a");
    invalidate(mug);
    filling.complete(content("A", {lamp}));
    EXPECT_THAT(cache.find("a"), Pointee(std::string("A")));
}

TEST_F(CacheTest, DoesNotPutWhatIsVoidOverWhatIsGood) {
    const SequenceNumber began = cache.now();
    invalidate(lamp);
    put("a", content("new"));
    cache.put("a", content("old"), began);
    EXPECT_THAT(cache.find("a"), Pointee(std::string("new")));
}

TEST_F(CacheTest, ForgetsWhatIsTooOld) {
    put("a", content("A"));
    time += std::chrono::milliseconds(999);
    EXPECT_THAT(cache.find("a"), Pointee(std::string("A")));
    time += std::chrono::milliseconds(1);
    EXPECT_THAT(cache.find("a"), IsNull());
    EXPECT_EQ(cache.metrics().entries, 0U);
}

TEST_F(CacheTest, KeepsNothingThatDependsOnNothing) {
    put("a", content("A", {}));
    EXPECT_THAT(cache.find("a"), IsNull());
}

TEST_F(CacheTest, KeepsAConstantForAsLongAsAnythingElse) {
    Texts::Content constant = content("A", {});
    constant.constant = true;
    put("a", constant);
    invalidate(lamp);
    EXPECT_THAT(cache.find("a"), Pointee(std::string("A")));
    time += std::chrono::seconds(1);
    EXPECT_THAT(cache.find("a"), IsNull());
}

TEST_F(CacheTest, LetsOneComputeAndTellsAllOthers) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    EXPECT_TRUE(waits("a"));
    EXPECT_THAT(told, IsEmpty());
    filling.complete(content("A"));
    EXPECT_THAT(told, ElementsAre("A", "A"));
    EXPECT_FALSE(waits("a"));
}

TEST_F(CacheTest, LetsEachKeyBeComputedByItself) {
    const auto filling = fill("a");
    EXPECT_TRUE(ask("b").fill.has_value());
}

TEST_F(CacheTest, TellsThoseWhoWaitThatAFillWasGivenUp) {
    {
        const auto filling = fill("a");
        EXPECT_TRUE(waits("a"));
    }
    EXPECT_THAT(told, ElementsAre("nothing"));
    EXPECT_TRUE(ask("a").fill.has_value()) << "the next one computes";
}

TEST_F(CacheTest, TellsThoseWhoWaitNothingThatIsVoid) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    invalidate(lamp);
    EXPECT_TRUE(waits("a")) << "this one came after a write had returned";
    filling.complete(content("old"));
    EXPECT_THAT(told, ElementsAre("nothing", "nothing"));
}

TEST_F(CacheTest, TellsThoseWhoWaitNothingThatDependsOnNothing) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    filling.complete(content("A", {}));
    EXPECT_THAT(told, ElementsAre("nothing"));
}

TEST_F(CacheTest, TellsThoseWhoWaitThatThereIsNoValue) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    filling.complete({.value = nullptr, .tags = {lamp}});
    EXPECT_THAT(told, ElementsAre("nothing"));
    EXPECT_THAT(cache.find("a"), IsNull());
}

TEST_F(CacheTest, MayBeAskedByAWaiter) {
    auto filling = fill("a");
    std::string seen;
    EXPECT_FALSE(cache.ask("a", [&](const Texts::Pointer&) { seen = *cache.find("a"); }).fill);
    filling.complete(content("A"));
    EXPECT_EQ(seen, "A");
}

TEST_F(CacheTest, FindsNothingWhileItIsBeingComputed) {
    auto filling = fill("a");
    EXPECT_THAT(cache.find("a"), IsNull());
    filling.complete(content("A"));
    EXPECT_THAT(told, IsEmpty());
}

TEST_F(CacheTest, MovesAFillWithItsDuty) {
    auto first = fill("a");
    {
        auto second = std::move(first);
        EXPECT_TRUE(waits("a"));
    }
    EXPECT_THAT(told, ElementsAre("nothing"));
}

TEST_F(CacheTest, CountsWhatItDid) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    filling.complete(content("A"));
    ask("a");
    cache.find("a");
    cache.find("b");
    const CacheMetrics metrics = cache.metrics();
    EXPECT_EQ(metrics.hits, 2U);
    EXPECT_EQ(metrics.misses, 2U);
    EXPECT_EQ(metrics.waits, 1U);
    EXPECT_EQ(metrics.evictions, 0U);
    EXPECT_EQ(metrics.entries, 1U);
}

class SmallCacheTest : public CacheTest {
 public:
    SmallCacheTest() : CacheTest(64'000) {}
};

TEST_F(SmallCacheTest, NeverHoldsMoreThanItsBound) {
    for (int i = 0; i < 1'000; ++i) {
        put("key " + std::to_string(i), content("A", {lamp}, 1'000));
        EXPECT_LE(cache.metrics().bytes, 64'000U);
    }
    const CacheMetrics metrics = cache.metrics();
    EXPECT_GT(metrics.bytes, 62'000U) << "and uses it";
    EXPECT_EQ(metrics.entries + metrics.evictions, 1'000U);
}

TEST_F(SmallCacheTest, CountsKeysAndTags) {
    put("a", content("A"));
    const std::size_t plain = cache.metrics().bytes;
    EXPECT_GT(plain, 100U) << "there is bookkeeping too";
    put(std::string(1'001, 'k'), content("A"));
    EXPECT_EQ(cache.metrics().bytes, plain + plain + 1'000);
    put("a", content("A", std::vector<Tag>(101, lamp)));
    EXPECT_EQ(cache.metrics().bytes, plain + plain + 1'000 + 800);
}

TEST_F(SmallCacheTest, IsEmptyAgainWhenAllIsVoid) {
    for (int i = 0; i < 20; ++i) put(std::to_string(i), content("A"));
    invalidate(lamp);
    for (int i = 0; i < 20; ++i) EXPECT_THAT(cache.find(std::to_string(i)), IsNull());
    EXPECT_EQ(cache.metrics().bytes, 0U);
    EXPECT_EQ(cache.metrics().entries, 0U);
}

TEST_F(SmallCacheTest, KeepsWhatIsUsed) {
    put("used", content("A", {lamp}, 1'000));
    for (int i = 0; i < 1'000; ++i) {
        time += std::chrono::microseconds(1);
        put("key " + std::to_string(i), content("B", {lamp}, 1'000));
        time += std::chrono::microseconds(1);
        ASSERT_THAT(cache.find("used"), Pointee(std::string("A"))) << i;
    }
}

TEST_F(SmallCacheTest, DoesNotKeepWhatIsTooLargeButTellsThoseWhoWait) {
    auto filling = fill("a");
    EXPECT_TRUE(waits("a"));
    filling.complete(content("A", {lamp}, 8'001));
    EXPECT_THAT(told, ElementsAre("A"));
    EXPECT_THAT(cache.find("a"), IsNull());
    put("b", content("B", {lamp}, 7'000));
    EXPECT_THAT(cache.find("b"), Pointee(std::string("B")));
}

class CacheThatIsOffTest : public CacheTest {
 public:
    CacheThatIsOffTest() : CacheTest(1'000'000, 0) {}
};

TEST_F(CacheThatIsOffTest, LetsEveryoneComputeAndKeepsNothing) {
    auto first = fill("a");
    auto second = fill("a");
    first.complete(content("A"));
    EXPECT_THAT(cache.find("a"), IsNull());
    put("a", content("A"));
    EXPECT_THAT(cache.find("a"), IsNull());
    auto third = fill("a");
    EXPECT_THAT(told, IsEmpty());
    EXPECT_EQ(cache.metrics().bytes, 0U);
}

}  // namespace
}  // namespace till::caching
