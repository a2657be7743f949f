#include "platform/security/passwords.h"

#include <atomic>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/on_threads.h"

namespace till {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Costs that are fit for tests only.
PasswordHasher cheap() { return {8 * 1024, 1}; }

TEST(Password, IsKnownAgainByItsHash) {
    const std::string hash = cheap().hash("correct horse");
    EXPECT_TRUE(cheap().verify(hash, "correct horse"));
    EXPECT_FALSE(cheap().verify(hash, "correct horse "));
    EXPECT_FALSE(cheap().verify(hash, "Correct horse"));
    EXPECT_FALSE(cheap().verify(hash, ""));
}

TEST(Password, HasAnotherHashEachTime) { EXPECT_NE(cheap().hash("same"), cheap().hash("same")); }

TEST(Password, CountsToItsLastByteWhateverTheBytes) {
    const std::string with_nul("secret\0one", 10);
    const std::string hash = cheap().hash(with_nul);
    EXPECT_TRUE(cheap().verify(hash, with_nul));
    EXPECT_FALSE(cheap().verify(hash, "secret"));
    EXPECT_FALSE(cheap().verify(hash, std::string_view("secret\0two", 10)));

    const std::string longest(256, 'x');
    EXPECT_TRUE(cheap().verify(cheap().hash(longest), longest));
    EXPECT_FALSE(cheap().verify(cheap().hash(longest), longest.substr(1)));
}

TEST(Password, IsHashedByArgon2idWithTheCostsAskedFor) {
    EXPECT_THAT(PasswordHasher(64 * 1024, 3).hash("secret"),
                testing::AllOf(StartsWith("$argon2id$v=19$"), HasSubstr("$m=64,t=3,p=1$")));
}

TEST(Password, IsKnownAgainAfterTheCostsWereRaised) {
    EXPECT_TRUE(PasswordHasher(16 * 1024, 2).verify(cheap().hash("secret"), "secret"));
}

TEST(Password, IsNotKnownByWhatIsNoHash) {
    const std::string good = cheap().hash("secret");
    for (const std::string& hash :
         {std::string(), std::string("secret"), std::string("$argon2id$"), good.substr(0, good.size() - 1), good + "x",
          std::string(10'000, 'a'), std::string("$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$aGFzaA")}) {
        EXPECT_FALSE(cheap().verify(hash, "secret")) << hash;
    }
}

TEST(PasswordHasher, TakesALetterHoweverItIsComposed) {
    const PasswordHasher hasher = cheap();
    EXPECT_TRUE(hasher.verify(hasher.hash("caf\u00e9 au lait"), "cafe\u0301 au lait"));
    EXPECT_TRUE(hasher.verify(hasher.hash("cafe\u0301 au lait"), "caf\u00e9 au lait"));
    EXPECT_FALSE(hasher.verify(hasher.hash("cafe au lait"), "caf\u00e9 au lait"));
}

TEST(PasswordHasher, DoesTheWorkForNobodyToo) { EXPECT_NO_THROW(cheap().verify_nothing("secret")); }

TEST(PasswordHasher, RefusesCostsThatAreNone) {
    EXPECT_THROW(PasswordHasher(8 * 1024 - 1, 1), std::invalid_argument);
    EXPECT_THROW(PasswordHasher(8 * 1024, 0), std::invalid_argument);
}

TEST(PasswordHasher, ServesSeveralThreadsAtOnce) {
    const PasswordHasher hasher = cheap();
    std::atomic<int> good = 0;
    test::on_threads(4, [&](int) {
        for (int i = 0; i < 20; ++i) good += hasher.verify(hasher.hash("secret"), "secret") ? 1 : 0;
    });
    EXPECT_EQ(good, 4 * 20);
}

}  // namespace
}  // namespace till
