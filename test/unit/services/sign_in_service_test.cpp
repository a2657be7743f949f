#include "services/sign_in_service.h"

#include <ctime>

#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::_;
using testing::DoAll;
using testing::Return;
using testing::SaveArg;

constexpr std::size_t memory_bytes = 4 * 1024 * 1024;
const Origin client{.address = "192.0.2.1", .request_id = "r"};

class SigningIn : public testing::Test {
 public:
    SigningIn() {
        ada = test::account("ada", Role::customer, 31);
        ada.customer_id = 7;
        ada.password_hash = hasher.hash("lovelace");
        ON_CALL(repositories.accounts, find_by_username(_, "ada")).WillByDefault(Return(ada));
        ON_CALL(repositories.accounts, find(_, 31)).WillByDefault(Return(ada));
        ON_CALL(repositories.sessions, add).WillByDefault(DoAll(SaveArg<1>(&session), Return(5)));
        ON_CALL(repositories.accounts, find_to_change(_, 31)).WillByDefault(Return(ada));
    }

    /// What a refused sign-in costs this thread, in processor time.
    std::clock_t cost_of_refusing(const Credentials& credentials) {
        const auto processor_time_ns = [] {
            timespec time{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return time.tv_sec * 1'000'000'000 + time.tv_nsec;
        };
        const auto before = processor_time_ns();
        EXPECT_THROW(sign_ins.sign_in(credentials, client), Refusal);
        return processor_time_ns() - before;
    }

    /// Signs in, and keeps the session where refresh() finds it.
    std::string refresh_token_of_a_session() {
        const std::string token = sign_ins.sign_in({"ada", "lovelace"}, client).refresh_token;
        session.id = 5;
        ON_CALL(repositories.sessions, find_by_family(_, session.family_hash)).WillByDefault(Return(session));
        return token;
    }

    std::string_view code_of_refreshing(const std::string& token) {
        return test::code_of([&] { sign_ins.refresh(token, client); });
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    PasswordHasher hasher{memory_bytes, 2};
    limits::Backoff failures{1 << 20};
    PasswordGuard passwords{hasher, failures, clock};
    TokenSigner tokens{std::string(32, 's'), "till", "till", 60min};
    SecurityLog log;
    const SignInService::Rules rules{.refresh_lifetime = std::chrono::days(30),
                                     .family_lifetime = std::chrono::days(90),
                                     .refresh_key = KeyedDigest("a secret", "refresh tokens")};
    SignInService sign_ins{
        database, {repositories.accounts, repositories.sessions, repositories.customers}, passwords, tokens, rules, log,
        clock};
    Account ada;
    SignInSession session;  ///< as it was added
    const Actor actor{.caller = {.account = 31, .role = Role::customer, .customer = 7, .session = 5}, .origin = client};
};

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

class Refreshing : public SigningIn {};

TEST_F(Refreshing, GivesTheNextTokensOfTheSession) {
    const std::string first = refresh_token_of_a_session();
    SignInSession refreshed;
    EXPECT_CALL(repositories.sessions, refresh(_, _, session.token_hash))
        .WillOnce(DoAll(SaveArg<1>(&refreshed), Return(true)));
    clock.time += 24h;
    const SignedIn next = sign_ins.refresh(first, client);
    EXPECT_NE(next.refresh_token, first);
    EXPECT_EQ(refreshed.id, 5);
    EXPECT_EQ(refreshed.generation, 1);
    EXPECT_EQ(refreshed.token_hash, RefreshToken::parse(next.refresh_token)->token_hash());
    EXPECT_EQ(refreshed.refreshed_at, clock.now());
    EXPECT_EQ(refreshed.expires_at, clock.now() + std::chrono::days(30)) << "a session in use goes on";
    EXPECT_EQ(RefreshToken::parse(next.refresh_token)->family_hash(), session.family_hash);
    const auto claims = tokens.verify(next.token, clock.now());
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, 31);
    EXPECT_EQ(claims->session, 5);
    EXPECT_EQ(claims->generation, 1);
    EXPECT_EQ(next.account.username, "ada");
    EXPECT_EQ(next.expires_in_s, 3600);
}

TEST_F(Refreshing, EndsTheSessionOfWhoeverShowsAnOlderToken) {
    const std::string token = refresh_token_of_a_session();
    EXPECT_CALL(repositories.sessions, refresh).WillOnce(Return(false));
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    EXPECT_EQ(code_of_refreshing(token), "invalid-refresh-token");
    EXPECT_EQ(database.commits, database.writes) << "a refusal inside of the write would undo the end";
    EXPECT_EQ(log.count(SecurityEvent::refresh_reused), 1U);
}

/// What the session is after a refresh whose answer may have been lost.
class RefreshingAgain : public Refreshing {
 public:
    RefreshingAgain() {
        first = refresh_token_of_a_session();
        EXPECT_CALL(repositories.sessions, refresh)
            .WillOnce(DoAll(SaveArg<1>(&present), Return(true)))
            .WillRepeatedly(Return(false));
        second = sign_ins.refresh(first, client).refresh_token;
        ON_CALL(repositories.sessions, find_to_change(_, 5)).WillByDefault([this](auto&, SessionId) {
            return std::optional(present);
        });
    }

    SignInSession present;
    std::string first;
    std::string second;
};

TEST_F(RefreshingAgain, GivesTheSameSuccessorForSomeSeconds) {
    EXPECT_CALL(repositories.sessions, remove).Times(0);
    for (const auto pause : {0s, 4s, 5s}) {
        clock.time += pause;
        const SignedIn again = sign_ins.refresh(first, client);
        EXPECT_EQ(again.refresh_token, second);
        const auto claims = tokens.verify(again.token, clock.now());
        ASSERT_TRUE(claims);
        EXPECT_EQ(claims->session, 5);
        EXPECT_EQ(claims->generation, 1);
    }
    EXPECT_EQ(log.count(SecurityEvent::refresh_reused), 0U);
}

TEST_F(RefreshingAgain, EndsTheSessionAfterThat) {
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    clock.time += SignInService::grace_s;
    EXPECT_EQ(code_of_refreshing(first), "invalid-refresh-token");
}

TEST_F(RefreshingAgain, EndsTheSessionWhereTheSuccessorWasUsed) {
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    present.token_hash = RefreshToken::parse(second)->successor(rules.refresh_key).token_hash();
    EXPECT_EQ(code_of_refreshing(first), "invalid-refresh-token");
}

TEST_F(RefreshingAgain, HasNothingToGiveWhereTheSessionHasEnded) {
    ON_CALL(repositories.sessions, find_to_change(_, 5)).WillByDefault(Return(std::nullopt));
    EXPECT_EQ(code_of_refreshing(first), "invalid-refresh-token");
}

TEST_F(RefreshingAgain, BearsWithANodeWhoseClockIsAhead) {
    clock.time -= 3s;
    EXPECT_EQ(sign_ins.refresh(first, client).refresh_token, second);
    clock.time -= 10s;
    EXPECT_EQ(code_of_refreshing(first), "invalid-refresh-token");
}

TEST_F(Refreshing, EndsASessionThatWasNotRefreshedInTime) {
    const std::string token = refresh_token_of_a_session();
    EXPECT_CALL(repositories.sessions, refresh).Times(0);
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    clock.time += std::chrono::days(30);
    EXPECT_EQ(code_of_refreshing(token), "invalid-refresh-token");
}

TEST_F(Refreshing, EndsASessionAtItsAbsoluteEndHoweverOftenItWasRefreshed) {
    const std::string token = refresh_token_of_a_session();
    SignInSession refreshed;
    ON_CALL(repositories.sessions, refresh).WillByDefault(DoAll(SaveArg<1>(&refreshed), Return(true)));
    session.expires_at = session.created_at + std::chrono::days(100);  // as it would be without that end
    ON_CALL(repositories.sessions, find_by_family(_, session.family_hash)).WillByDefault(Return(session));
    clock.time += std::chrono::days(90) - 20min;
    const SignedIn last = sign_ins.refresh(token, client);
    EXPECT_EQ(refreshed.expires_at, session.created_at + std::chrono::days(90));
    EXPECT_EQ(last.expires_in_s, 20 * 60) << "no access token outlives its session";
    EXPECT_FALSE(tokens.verify(last.token, clock.now() + 20min));
    EXPECT_CALL(repositories.sessions, remove(_, 5));
    clock.time += 20min;
    EXPECT_EQ(code_of_refreshing(token), "invalid-refresh-token");
}

TEST_F(Refreshing, HarmsNobodyWithATokenThatIsMadeUp) {
    EXPECT_CALL(repositories.sessions, remove).Times(0);
    for (const char* token : {"made.up", "made", ".", "a.", ".b", "a.b.c"}) {
        EXPECT_EQ(code_of_refreshing(token), "invalid-refresh-token") << token;
    }
    EXPECT_EQ(database.writes, 0) << "nor keeps the writer busy";
}

TEST_F(Refreshing, DoesNotTellWhyATokenIsNotGood) {
    const std::string token = refresh_token_of_a_session();
    const Refusal used = test::refusal_of([&] { sign_ins.refresh(token, client); });
    const Refusal made_up = test::refusal_of([&] { sign_ins.refresh("made.up", client); });
    EXPECT_EQ(used.problem().status, 401);
    EXPECT_EQ(&used.problem(), &made_up.problem());
    EXPECT_EQ(used.detail(), made_up.detail());
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
