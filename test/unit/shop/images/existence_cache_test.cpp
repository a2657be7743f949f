#include "shop/images/existence_cache.h"

#include <gmock/gmock.h>

#include "platform/database/read_trace.h"
#include "support/fixed_clock.h"
#include "support/refusals.h"

namespace till {
namespace {

class TheExistenceCache : public testing::Test {
 public:
    bool has(const std::string& key, const std::string& client = "192.0.2.1") {
        return keys.has(key, client, [&] {
            ++looks;
            database::ReadTrace::note(1);
            return there;
        });
    }
    std::uint32_t misses_until_refused(const std::string& client) {
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            try {
                has(client + " " + std::to_string(i), client);
            } catch (const Refusal&) {
                return i;
            }
        }
        return 10'000;
    }

    caching::Invalidations invalidations;
    test::FixedClock clock;
    ExistenceCache keys{invalidations, std::chrono::seconds(60), clock};
    bool there = false;
    int looks = 0;
};

TEST_F(TheExistenceCache, AreLookedUpOnceUntilTheyAreInvalidated) {
    for (const bool now_there : {false, true, false}) {
        there = now_there;
        for (int i = 0; i < 3; ++i) EXPECT_EQ(has("a"), now_there);
        const std::vector<caching::Tag> one{1};
        invalidations.invalidate(one);
    }
    EXPECT_EQ(looks, 3);
}

TEST_F(TheExistenceCache, MayBeMadeUpToANumberByEachClient) {
    EXPECT_EQ(misses_until_refused("192.0.2.1"), ExistenceCache::misses_a_minute);
    const int before = looks;
    EXPECT_EQ(test::code_of([&] { has("another"); }), "too-many-requests");
    EXPECT_EQ(looks, before) << "the database is left alone";
    EXPECT_FALSE(has("another", "192.0.2.2")) << "others may go on";
    clock.time += std::chrono::minutes(1);
    EXPECT_FALSE(has("another of mine"));
}

TEST_F(TheExistenceCache, MayBeAskedForWithoutEndWhereTheyAreThere) {
    there = true;
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(has(std::to_string(i)));
    there = false;
    misses_until_refused("192.0.2.1");
    EXPECT_TRUE(has("999")) << "what is known to be there is shown to everybody";
}

}  // namespace
}  // namespace till
