#include "shop/images/guessed_keys.h"

#include <gmock/gmock.h>

#include "platform/database/read_trace.h"
#include "support/fixed_clock.h"
#include "support/refusals.h"

namespace till {
namespace {

class TheGuessedKeys : public testing::Test {
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

    caching::Touches touches;
    test::FixedClock clock;
    GuessedKeys keys{touches, std::chrono::seconds(60), clock};
    bool there = false;
    int looks = 0;
};

TEST_F(TheGuessedKeys, AreLookedUpOnceUntilTheyAreTouched) {
    for (const bool now_there : {false, true, false}) {
        there = now_there;
        for (int i = 0; i < 3; ++i) EXPECT_EQ(has("a"), now_there);
        const std::vector<caching::Tag> one{1};
        touches.touch(one);
    }
    EXPECT_EQ(looks, 3);
}

TEST_F(TheGuessedKeys, MayBeMadeUpToANumberByEachClient) {
    EXPECT_EQ(misses_until_refused("192.0.2.1"), GuessedKeys::misses_a_minute);
    const int before = looks;
    EXPECT_EQ(test::code_of([&] { has("another"); }), "too-many-requests");
    EXPECT_EQ(looks, before) << "the database is left alone";
    EXPECT_FALSE(has("another", "192.0.2.2")) << "others may go on";
    clock.time += std::chrono::minutes(1);
    EXPECT_FALSE(has("another of mine"));
}

TEST_F(TheGuessedKeys, MayBeAskedForWithoutEndWhereTheyAreThere) {
    there = true;
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(has(std::to_string(i)));
    there = false;
    misses_until_refused("192.0.2.1");
    EXPECT_TRUE(has("999")) << "what is known to be there is shown to everybody";
}

}  // namespace
}  // namespace till
