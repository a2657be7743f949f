#include "support/refusals.h"
#include "unit/shop/sessions/sign_in_fixture.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::_;
using testing::DoAll;
using testing::Return;
using testing::SaveArg;

class Refreshing : public SigningIn {
 public:
    /// Signs in, and stores the session where refresh() finds it.
    std::string refresh_token_of_a_session() {
        const std::string token = sign_ins.sign_in({"ada", "lovelace"}, client).refresh_token;
        session.id = 5;
        ON_CALL(repositories.sessions, find_by_family(_, session.family_hash)).WillByDefault(Return(session));
        return token;
    }

    std::string_view code_of_refreshing(const std::string& token) {
        return test::code_of([&] { sign_ins.refresh(token, client); });
    }
};

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

/// What the session is after a refresh whose response may have been lost.
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

}  // namespace
}  // namespace till
