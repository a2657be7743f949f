#include "shop/sessions/password_guard.h"

#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using namespace std::chrono_literals;

class ThePasswordGuard : public testing::Test {
 public:
    ThePasswordGuard() { ada.password_hash = passwords.hash("lovelace"); }

    bool is_right(std::string_view password, std::string_view client, std::string_view username = "ada") {
        return guard.is_right(username, ada, password, client);
    }
    /// How long the next attempt has to wait, in seconds.
    int wait_s(std::string_view client, std::string_view username = "ada") {
        try {
            is_right("lovelace", client, username);
            return 0;
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.problem().code, "sign-in-delayed");
            EXPECT_EQ(refusal.problem().status, 429);
            EXPECT_GT(refusal.retry_after_s(), 0);
            return refusal.retry_after_s();
        }
    }
    void fail(int times, std::string_view client) {
        for (int i = 0; i < times; ++i) {
            clock.time += 2min;
            EXPECT_FALSE(is_right("byron", client));
        }
    }

    test::FixedClock clock;
    PasswordHasher passwords{8192, 1};
    limits::Backoff failures{1 << 20};
    PasswordGuard guard{passwords, failures, clock};
    Account ada = test::account("ada");
};

TEST_F(ThePasswordGuard, TellsARightPasswordFromAWrongOne) {
    EXPECT_TRUE(is_right("lovelace", "192.0.2.1"));
    EXPECT_FALSE(is_right("byron", "192.0.2.1"));
    EXPECT_FALSE(guard.is_right("nobody", std::nullopt, "lovelace", "192.0.2.1"));
    EXPECT_TRUE(passwords.verify(guard.hash("new"), "new"));
}

TEST_F(ThePasswordGuard, DelaysWhoeverKeepsGuessingWithTheRightPasswordToo) {
    fail(5, "192.0.2.1");
    const int first_s = wait_s("192.0.2.1");
    EXPECT_GT(first_s, 0);
    clock.time += std::chrono::seconds(first_s);
    EXPECT_FALSE(is_right("byron", "192.0.2.1"));
    EXPECT_GT(wait_s("192.0.2.1"), first_s) << "it grows";
    clock.time += 1min;
    EXPECT_TRUE(is_right("lovelace", "192.0.2.1"));
    EXPECT_EQ(wait_s("192.0.2.1"), 0) << "the right one ends it";
}

TEST_F(ThePasswordGuard, CountsAUsernameInAnyCaseAsOne) {
    fail(5, "192.0.2.1");
    EXPECT_GT(wait_s("192.0.2.1", "ADA"), 0);
}

TEST_F(ThePasswordGuard, DelaysGuessesAtWhoeverIsNotThereToo) {
    for (int i = 0; i < 5; ++i) {
        clock.time += 2min;
        EXPECT_FALSE(guard.is_right("nobody", std::nullopt, "byron", "192.0.2.1"));
    }
    EXPECT_GT(wait_s("192.0.2.1", "nobody"), 0);
}

TEST_F(ThePasswordGuard, KeepsTheOwnerOutOfWhatStrangersDo) {
    for (int i = 1; i <= 50; ++i) fail(1, "198.51.100." + std::to_string(i));
    EXPECT_TRUE(is_right("lovelace", "192.0.2.1"));
}

}  // namespace
}  // namespace till
