#include "services/sign_in_service.h"

#include <ctime>

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

constexpr std::size_t memory_bytes = 4 * 1024 * 1024;

class SigningIn : public testing::Test {
 public:
    SigningIn() {
        Account ada = test::account("ada", Role::customer, 31);
        ada.customer_id = 7;
        ada.password_hash = passwords.hash("lovelace");
        ON_CALL(repositories.accounts, find_by_username(_, "ada")).WillByDefault(Return(ada));
    }

    /// What a refused sign-in costs this thread, in processor time.
    std::clock_t cost_of_refusing(const Credentials& credentials) {
        const auto processor_time_ns = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return time.tv_sec * 1'000'000'000 + time.tv_nsec;
        };
        const auto before = processor_time_ns();
        EXPECT_THROW(sign_ins.sign_in(credentials), Refusal);
        return processor_time_ns() - before;
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    PasswordHasher passwords{memory_bytes, 2};
    TokenSigner tokens{std::string(32, 's'), "till", "till", std::chrono::minutes(60)};
    SignInService sign_ins{database, repositories.accounts, passwords, tokens, clock};
};

TEST_F(SigningIn, GivesATokenForTheRightPassword) {
    const SignedIn signed_in = sign_ins.sign_in({"ada", "lovelace"});
    EXPECT_EQ(signed_in.expires_in_s, 3600);
    EXPECT_EQ(signed_in.account.id, 31);
    const auto claims = tokens.verify(signed_in.token, clock.now());
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, 31);
    EXPECT_EQ(claims->role, "customer");
    EXPECT_EQ(claims->customer, 7);
    EXPECT_FALSE(tokens.verify(signed_in.token, clock.now() + std::chrono::minutes(60)));
}

TEST_F(SigningIn, DoesNotTellAnUnknownUserFromAWrongPassword) {
    const Refusal wrong = test::refusal_of([&] { sign_ins.sign_in({"ada", "byron"}); });
    const Refusal unknown = test::refusal_of([&] { sign_ins.sign_in({"nobody", "byron"}); });
    EXPECT_EQ(wrong.problem().code, "invalid-credentials");
    EXPECT_EQ(&unknown.problem(), &wrong.problem());
    EXPECT_EQ(unknown.detail(), wrong.detail());
    EXPECT_EQ(unknown.errors(), wrong.errors());
}

TEST_F(SigningIn, DoesTheWorkForAnUnknownUserToo) {
    cost_of_refusing({"ada", "byron"});  // the first call makes the library ready
    EXPECT_GT(cost_of_refusing({"nobody", "byron"}), cost_of_refusing({"ada", "byron"}) / 4);
}

TEST_F(SigningIn, NeedsOneReadAndNoWrite) {
    sign_ins.sign_in({"ada", "lovelace"});
    EXPECT_EQ(database.reads, 1);
    EXPECT_EQ(database.writes, 0);
}

}  // namespace
}  // namespace till
