#include <chrono>
#include <set>

#include "platform/security/tokens.h"
#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

/// What a sign-in or a refresh gave.
struct Tokens {
    std::string access;
    std::string refresh;
};

class Sessions : public ShopTest {
 protected:
    static Response try_to_sign_in(const std::string& username, const std::string& password = good_password) {
        return shop().stranger().post("/login", json::Object{{"username", username}, {"password", password}});
    }
    static Response refresh(const std::string& token) {
        return shop().anyone().post("/login/refresh", json::Object{{"refresh_token", token}});
    }
    static Response change_password(const std::string& token, const std::string& present, const std::string& next) {
        return shop().stranger(token).put("/me/password",
                                          json::Object{{"current_password", present}, {"new_password", next}});
    }

    static Tokens tokens_in(const Response& response) {
        EXPECT_THAT(response, HasStatus(200));
        return {response.at("auth_token"), response.at("refresh_token")};
    }
    static Tokens sign_in(const std::string& username, const std::string& password = good_password) {
        return tokens_in(try_to_sign_in(username, password));
    }
    static Tokens refreshed(const Tokens& tokens) { return tokens_in(refresh(tokens.refresh)); }

    static int status_with(const std::string& token) { return shop().with_token(token).get("/me").status; }
    static bool is_alive(const Tokens& tokens) { return status_with(tokens.access) == 200; }
    static void expect_dead(const Tokens& tokens) {
        EXPECT_THAT(shop().with_token(tokens.access).get("/me"), Refused(401, "unauthorized"));
        EXPECT_THAT(refresh(tokens.refresh), Refused(401, "invalid-refresh-token"));
    }
    static TokenClaims claims_in(const std::string& token) {
        const auto now = std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
        return TokenSigner(signing_secret, "till", "till", std::chrono::hours(1)).verify(token, now).value();
    }
    static std::vector<std::string> members_of(const Response& response) {
        std::vector<std::string> names;
        const json::Value document = response.json();
        for (const json::Member& member : *document.object()) names.push_back(member.name);
        return names;
    }
};

TEST_P(Sessions, GoOnFromRefreshToRefresh) {
    const Shopper shopper = shop().new_shopper();
    const Response first = try_to_sign_in(shopper.username);
    EXPECT_THAT(members_of(first),
                testing::ElementsAre("auth_token", "token_type", "expires_in", "refresh_token", "account"));
    Tokens tokens = tokens_in(first);
    const std::string oldest = tokens.access;
    std::set<std::string> seen{tokens.access, tokens.refresh};
    for (std::int64_t generation = 1; generation <= 5; ++generation) {
        const Response next = refresh(tokens.refresh);
        EXPECT_EQ(members_of(next), members_of(first));
        EXPECT_EQ(next.at("account"), first.at("account"));
        EXPECT_EQ(next.at("token_type"), "Bearer");
        EXPECT_EQ(next.at("expires_in"), "3600");
        EXPECT_EQ(next.header("Cache-Control"), "no-store");
        tokens = tokens_in(next);
        EXPECT_TRUE(is_alive(tokens));
        EXPECT_EQ(claims_in(tokens.access).session, claims_in(oldest).session);
        EXPECT_EQ(claims_in(tokens.access).generation, generation);
        EXPECT_TRUE(seen.insert(tokens.access).second && seen.insert(tokens.refresh).second) << "each is new";
    }
    EXPECT_EQ(status_with(oldest), 200) << "an access token is good until its own end";
}

TEST_P(Sessions, EndAtOnceWhereAnOlderRefreshTokenIsUsed) {
    const Shopper shopper = shop().new_shopper();
    const Tokens other = sign_in(shopper.username);
    const Tokens first = sign_in(shopper.username);
    const Tokens second = refreshed(first);
    const Tokens third = refreshed(second);
    EXPECT_TRUE(is_alive(first) && is_alive(second) && is_alive(third));
    EXPECT_THAT(refresh(first.refresh), Refused(401, "invalid-refresh-token"));
    for (const Tokens& tokens : {third, second, first}) expect_dead(tokens);
    EXPECT_TRUE(is_alive(other)) << "another session of the account goes on";
    EXPECT_TRUE(is_alive(refreshed(other)));
}

TEST_P(Sessions, AreNotHarmedByRefreshTokensThatAreMadeUp) {
    const Tokens tokens = sign_in(shop().new_shopper().username);
    const std::string secret = tokens.refresh.substr(tokens.refresh.find('.'));
    std::string another_family = tokens.refresh;
    another_family.front() = another_family.front() == 'A' ? 'B' : 'A';
    for (const std::string& token :
         {std::string("x"), std::string("."), secret, another_family, "x" + tokens.refresh, std::string("made.up"),
          tokens.refresh.substr(0, tokens.refresh.find('.') + 1), std::string("' OR '1'='1.x")}) {
        EXPECT_THAT(refresh(token), Refused(401, "invalid-refresh-token")) << token;
    }
    EXPECT_TRUE(is_alive(refreshed(tokens)));
}

// A response that was lost: the client does not know whether the token was used, and repeats the request.
TEST_P(Sessions, GiveTheSameRefreshTokenAgainWhereItIsUnused) {
    const Tokens first = sign_in(shop().new_shopper().username);
    const Tokens lost = refreshed(first);
    const Tokens second = refreshed(first);
    EXPECT_EQ(second.refresh, lost.refresh);
    EXPECT_TRUE(is_alive(second));
    const Tokens third = refreshed(second);
    EXPECT_NE(third.refresh, second.refresh);
    EXPECT_EQ(refreshed(second).refresh, third.refresh);
    EXPECT_THAT(refresh(first.refresh), Refused(401, "invalid-refresh-token")) << "its successor was used";
    expect_dead(third);
}

TEST_P(Sessions, GiveAllOfManyAtOnceTheSameRefreshToken) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = sign_in(shopper.username);
    const auto responses = all_at_once(64, [&](std::size_t) { return refresh(tokens.refresh); });
    EXPECT_EQ(count_of(responses, 200), 64);
    std::set<std::string> given;
    for (const Response& response : responses) given.insert(response.at("refresh_token"));
    EXPECT_EQ(given.size(), 1U);
    EXPECT_TRUE(is_alive(refreshed({.access = "", .refresh = *given.begin()})));
}

TEST_P(Sessions, GiveNothingAgainAfterTheSignOut) {
    const Tokens first = sign_in(shop().new_shopper().username);
    const Tokens second = refreshed(first);
    EXPECT_EQ(shop().with_token(second.access).send("POST", "/logout").status, 204);
    expect_dead(first);
    expect_dead(second);
}

TEST_P(Sessions, EndWithTheSignOut) {
    const Shopper shopper = shop().new_shopper();
    const Tokens first = sign_in(shopper.username);
    const Tokens second = refreshed(first);
    const Tokens other = sign_in(shopper.username);
    const Response response = shop().with_token(first.access).send("POST", "/logout");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    expect_dead(first);
    expect_dead(second);
    EXPECT_THAT(shop().with_token(first.access).send("POST", "/logout"), Refused(401, "unauthorized"));
    EXPECT_TRUE(is_alive(other));
}

TEST_P(Sessions, EndWithTheOldPasswordAllOfThem) {
    const Shopper shopper = shop().new_shopper();
    const Tokens one = sign_in(shopper.username);
    const Tokens other = refreshed(sign_in(shopper.username));
    const Tokens older = sign_in(shopper.username);
    const Tokens own = refreshed(older);
    const Response response = change_password(own.access, good_password, "another good one");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    EXPECT_THAT(members_of(response),
                testing::ElementsAre("auth_token", "token_type", "expires_in", "refresh_token", "account"));
    EXPECT_EQ(response.at("account.username"), shopper.username);
    for (const Tokens& ended : {one, other, older, own}) expect_dead(ended);
    EXPECT_EQ(status_with(shopper.api.token()), 401);
    const Tokens next = tokens_in(response);
    EXPECT_TRUE(is_alive(next));
    EXPECT_TRUE(is_alive(refreshed(next)));

    EXPECT_THAT(try_to_sign_in(shopper.username), Refused(401, "invalid-credentials"));
    EXPECT_TRUE(is_alive(sign_in(shopper.username, "another good one")));
}

TEST_P(Sessions, EndWithThePasswordWhereSomeoneHasStolenThem) {
    const Shopper shopper = shop().new_shopper();
    const Tokens owners = sign_in(shopper.username);
    const Tokens stolen = refreshed(owners);
    const Response response = change_password(owners.access, good_password, "another good one");
    expect_dead(stolen);
    expect_dead(owners);
    EXPECT_TRUE(is_alive(tokens_in(response))) << "the thief's attempts harm nobody";
}

TEST_P(Sessions, GoOnWhereThePasswordIsNotChanged) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = sign_in(shopper.username);
    EXPECT_THAT(change_password(tokens.access, "wrong password", "another good one"), InvalidField("current_password"));
    EXPECT_THAT(change_password(tokens.access, good_password, "short"), InvalidField("new_password"));
    EXPECT_THAT(change_password(tokens.access, good_password, std::string(257, 'x')), InvalidField("new_password"));
    EXPECT_TRUE(is_alive(tokens));
    EXPECT_EQ(status_with(shopper.api.token()), 200);
    EXPECT_TRUE(is_alive(sign_in(shopper.username)));
}

TEST_P(Sessions, OfSeveralThatChangeThePasswordAtOnceOneGoesOn) {
    const Shopper shopper = shop().new_shopper();
    std::vector<Tokens> sessions;
    for (int i = 0; i < 8; ++i) sessions.push_back(sign_in(shopper.username));
    const auto responses = all_at_once(8, [&](std::size_t i) {
        return change_password(sessions[i].access, good_password, "password of " + std::to_string(i));
    });
    EXPECT_EQ(count_of(responses, 200), 1);
    for (std::size_t i = 0; i < responses.size(); ++i) {
        EXPECT_FALSE(is_alive(sessions[i]));
        if (responses[i].status != 200) continue;
        EXPECT_TRUE(is_alive(tokens_in(responses[i])));
        EXPECT_TRUE(is_alive(sign_in(shopper.username, "password of " + std::to_string(i))));
    }
}

TEST_P(Sessions, HaveTheRightsThatTheAccountHasNow) {
    const Shopper shopper = shop().new_shopper();
    const std::string account = "/accounts/" + std::to_string(shopper.account);
    EXPECT_THAT(shopper.api.get("/orders"), Refused(403, "forbidden"));
    for (int round = 0; round < 3; ++round) {
        ASSERT_THAT(admin().patch(account, json::Object{{"role", "admin"}}), HasStatus(200));
        EXPECT_THAT(shopper.api.get("/orders"), HasStatus(200));
        EXPECT_THAT(shopper.api.get("/cart"), Refused(403, "forbidden"));
        ASSERT_THAT(admin().patch(account, json::Object{{"role", "customer"}}), HasStatus(200));
        EXPECT_THAT(shopper.api.get("/orders"), Refused(403, "forbidden"));
        EXPECT_THAT(shopper.api.get("/cart"), HasStatus(200));
    }
}

TEST_P(Sessions, EndWithTheirAccount) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = refreshed(sign_in(shopper.username));
    ASSERT_THAT(admin().del("/accounts/" + std::to_string(shopper.account)), HasStatus(204));
    expect_dead(tokens);
    EXPECT_EQ(status_with(shopper.api.token()), 401);
}

TEST_P(Sessions, EndWithTheirCustomer) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = refreshed(sign_in(shopper.username));
    EXPECT_TRUE(is_alive(tokens));
    ASSERT_THAT(admin().del("/customers/" + std::to_string(shopper.customer)), HasStatus(204));
    expect_dead(tokens);
}

TEST_P(Sessions, EndWhereAnAdminSetsThePassword) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = sign_in(shopper.username);
    EXPECT_TRUE(is_alive(tokens));
    ASSERT_THAT(
        admin().patch("/accounts/" + std::to_string(shopper.account), json::Object{{"password", "another good one"}}),
        HasStatus(200));
    expect_dead(tokens);
    EXPECT_TRUE(is_alive(sign_in(shopper.username, "another good one")));
}

TEST_P(Sessions, OfAnAccountGoOnWhenItsNameChanges) {
    const Shopper shopper = shop().new_shopper();
    const Tokens tokens = sign_in(shopper.username);
    ASSERT_THAT(admin().patch("/accounts/" + std::to_string(shopper.account),
                              json::Object{{"username", shopper.username + "-renamed"}}),
                HasStatus(200));
    EXPECT_TRUE(is_alive(tokens));
    EXPECT_EQ(refresh(tokens.refresh).at("account.username"), shopper.username + "-renamed");
}

TILL_SHOP_TEST(Sessions);

}  // namespace
}  // namespace till::test
