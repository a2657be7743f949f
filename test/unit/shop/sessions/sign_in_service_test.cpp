#include "shop/sessions/sign_in_service.h"

#include <ctime>

#include "support/refusals.h"
#include "unit/shop/sessions/sign_in_fixture.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::_;
using testing::DoAll;
using testing::Return;
using testing::SaveArg;

TEST_F(SigningIn, GivesATokenForTheRightPassword) {
    const SignedIn signed_in = sign_ins.sign_in({"ada", "lovelace"}, client);
    EXPECT_EQ(signed_in.expires_in_s, 3600);
    EXPECT_EQ(signed_in.account.id, 31);
    const auto claims = tokens.verify(signed_in.token, clock.now());
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, 31);
    EXPECT_EQ(claims->role, "customer");
    EXPECT_EQ(claims->session, 5);
    EXPECT_EQ(claims->generation, 0);
    EXPECT_FALSE(tokens.verify(signed_in.token, clock.now() + 60min));
}

TEST_F(SigningIn, BeginsASessionThatHoldsNoToken) {
    const auto token = RefreshToken::parse(sign_ins.sign_in({"ada", "lovelace"}, client).refresh_token);
    ASSERT_TRUE(token);
    EXPECT_EQ(session.account_id, 31);
    EXPECT_EQ(session.family_hash, token->family_hash());
    EXPECT_EQ(session.token_hash, token->token_hash());
    EXPECT_EQ(session.generation, 0);
    EXPECT_EQ(session.created_at, clock.now());
    EXPECT_EQ(session.refreshed_at, clock.now());
    EXPECT_EQ(session.expires_at, clock.now() + std::chrono::days(30));
}

TEST_F(SigningIn, BeginsASessionThatLastsAsLongAsItsToken) {
    const TokenSigner long_lived(std::string(32, 's'), "till", "till", std::chrono::days(60));
    SignInService service(database, {repositories.accounts, repositories.sessions, repositories.customers}, passwords,
                          long_lived, rules, log, clock);
    service.sign_in({"ada", "lovelace"}, client);
    EXPECT_EQ(session.expires_at, clock.now() + std::chrono::days(60));
}

TEST_F(SigningIn, DoesNotTellAnUnknownUserFromAWrongPassword) {
    const Refusal wrong = test::refusal_of([&] { sign_ins.sign_in({"ada", "byron"}, client); });
    const Refusal unknown = test::refusal_of([&] { sign_ins.sign_in({"nobody", "byron"}, client); });
    EXPECT_EQ(wrong.problem().code, "invalid-credentials");
    EXPECT_EQ(&unknown.problem(), &wrong.problem());
    EXPECT_EQ(unknown.detail(), wrong.detail());
    EXPECT_EQ(unknown.errors(), wrong.errors());
    EXPECT_EQ(database.writes, 0);
}

TEST_F(SigningIn, DoesTheWorkForAnUnknownUserToo) {
    // In processor time of this thread.
    const auto cost_of_refusing = [this](const Credentials& credentials) {
        const auto processor_time_ns = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return time.tv_sec * 1'000'000'000 + time.tv_nsec;
        };
        const auto before = processor_time_ns();
        EXPECT_THROW(sign_ins.sign_in(credentials, client), Refusal);
        return processor_time_ns() - before;
    };
    cost_of_refusing({"ada", "byron"});  // the first call makes the library ready
    EXPECT_GT(cost_of_refusing({"nobody", "byron"}), cost_of_refusing({"ada", "byron"}) / 4);
}

TEST_F(SigningIn, BeginsNothingWithAPasswordThatWasChangedMeanwhile) {
    Account changed = ada;
    changed.password_hash = "another";
    EXPECT_CALL(repositories.accounts, find_to_change(_, 31)).WillOnce(Return(changed)).WillOnce(Return(std::nullopt));
    EXPECT_CALL(repositories.sessions, add).Times(0);
    const auto sign_in = [&] { sign_ins.sign_in({"ada", "lovelace"}, client); };
    EXPECT_EQ(test::code_of(sign_in), "invalid-credentials");
    EXPECT_EQ(test::code_of(sign_in), "invalid-credentials") << "the account is gone";
}

TEST_F(SigningIn, NeedsOneReadAndOneWrite) {
    sign_ins.sign_in({"ada", "lovelace"}, client);
    EXPECT_EQ(database.reads, 1);
    EXPECT_EQ(database.writes, 1);
}

TEST_F(SigningIn, IsDelayedForWhoeverKeepsFailing) {
    const auto fail = [&] { return test::refusal_of([&] { sign_ins.sign_in({"ada", "byron"}, client); }); };
    for (int i = 0; i < 4; ++i) EXPECT_EQ(fail().problem().code, "invalid-credentials");
    EXPECT_EQ(fail().problem().code, "sign-in-delayed");
    EXPECT_GT(fail().retry_after_s(), 0);
    EXPECT_EQ(test::code_of([&] {
                  sign_ins.change_password(actor, {"byron", "analytical engine"});
              }),
              "sign-in-delayed")
        << "the password is the same";
    EXPECT_NO_THROW(sign_ins.sign_in({"ada", "lovelace"}, {"192.0.2.2", "r"})) << "from elsewhere";
}

TEST_F(SigningIn, EndsWithTheSessionThatItBegan) {
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    sign_ins.sign_out(actor);
}

TEST_F(SigningIn, IsToldOfInTheSecurityLog) {
    sign_ins.sign_in({"ada", "lovelace"}, client);
    for (int i = 0; i < 4; ++i) test::code_of([&] { sign_ins.sign_in({"ada", "byron"}, client); });
    test::code_of([&] { sign_ins.sign_in({"ada", "byron"}, client); });
    sign_ins.sign_out(actor);
    EXPECT_EQ(log.count(SecurityEvent::signed_in), 1U);
    EXPECT_EQ(log.count(SecurityEvent::sign_in_failed), 4U);
    EXPECT_EQ(log.count(SecurityEvent::sign_in_delayed), 1U);
    EXPECT_EQ(log.count(SecurityEvent::signed_out), 1U);
}

class ChangingAPassword : public SigningIn {};

TEST_F(ChangingAPassword, SetsItEndsEverySessionAndBeginsANewOne) {
    Account changed;
    const testing::InSequence order;
    EXPECT_CALL(repositories.accounts, update).WillOnce(SaveArg<1>(&changed));
    EXPECT_CALL(repositories.sessions, remove_all(_, 31));
    EXPECT_CALL(repositories.sessions, add).WillOnce(DoAll(SaveArg<1>(&session), Return(6)));
    const SignedIn next = sign_ins.change_password(actor, {"lovelace", "analytical engine"});
    EXPECT_TRUE(hasher.verify(changed.password_hash, "analytical engine"));
    EXPECT_EQ(changed.id, 31);
    EXPECT_EQ(changed.version, ada.version + 1);
    EXPECT_EQ(changed.updated_at, clock.now());
    EXPECT_EQ(changed.username, "ada");
    EXPECT_EQ(database.writes, 1) << "all or nothing";
    EXPECT_EQ(tokens.verify(next.token, clock.now())->session, 6);
    EXPECT_EQ(RefreshToken::parse(next.refresh_token)->token_hash(), session.token_hash);
    EXPECT_EQ(next.account.username, "ada");
    EXPECT_EQ(log.count(SecurityEvent::password_changed), 1U);
}

TEST_F(ChangingAPassword, NeedsThePresentOne) {
    const auto change = [&] { sign_ins.change_password(actor, {"byron", "analytical engine"}); };
    EXPECT_EQ(test::refusal_of(change).problem().status, 422);
    EXPECT_THAT(test::errors_of(change), testing::ElementsAre(testing::Key("current_password")));
    EXPECT_EQ(database.writes, 0);
}

TEST_F(ChangingAPassword, DelaysWhoeverGuessesThePresentOne) {
    const auto change = [&] { sign_ins.change_password(actor, {"byron", "analytical engine"}); };
    for (int i = 0; i < 4; ++i) EXPECT_EQ(test::code_of(change), "validation-failed");
    EXPECT_EQ(test::code_of(change), "sign-in-delayed");
}

TEST_F(ChangingAPassword, DoesNothingWhereItWasChangedMeanwhile) {
    Account meanwhile = ada;
    meanwhile.password_hash = "another";
    EXPECT_CALL(repositories.accounts, find_to_change(_, 31)).WillOnce(Return(meanwhile));
    EXPECT_CALL(repositories.accounts, update).Times(0);
    EXPECT_CALL(repositories.sessions, remove_all).Times(0);
    const auto errors = test::errors_of([&] { sign_ins.change_password(actor, {"lovelace", "analytical engine"}); });
    EXPECT_THAT(errors, testing::ElementsAre(testing::Key("current_password")));
    EXPECT_EQ(database.commits, 0);
}

TEST_F(ChangingAPassword, IsNotForAnAccountThatIsGone) {
    ON_CALL(repositories.accounts, find(_, 31)).WillByDefault(Return(std::nullopt));
    EXPECT_EQ(test::code_of([&] {
                  sign_ins.change_password(actor, {"lovelace", "analytical engine"});
              }),
              "unauthorized");
}

}  // namespace
}  // namespace till
