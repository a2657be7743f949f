#include <array>

#include "platform/security/tokens.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

class SignIn : public ShopTest {
 protected:
    static Response sign_in(const std::string& username, const std::string& password) {
        return shop().stranger().post("/login", json::Object{{"username", username}, {"password", password}});
    }
    static TokenClaims claims_of(const Api& api) {
        const TokenSigner signer(signing_secret, "till", "till", 60min);
        return signer.verify(api.token(), now()).value();
    }
    static Timestamp now() {
        return std::chrono::time_point_cast<Timestamp::duration>(std::chrono::system_clock::now());
    }
    static std::string forged(const TokenSigner& signer, Timestamp at = now()) {
        return signer.issue(claims_of(admin()), at);
    }
    static Response orders_with(const std::string& authorization) {
        return shop().anyone().send("GET", "/orders", std::nullopt, {{"Authorization", authorization}});
    }
};

TEST_P(SignIn, GivesATokenThatIsGoodForAnHour) {
    const Shopper shopper = shop().new_shopper();
    const Response response = sign_in(shopper.username, good_password);
    ASSERT_THAT(response, HasStatus(200));
    EXPECT_EQ(response.at("token_type"), "Bearer");
    EXPECT_EQ(response.at("expires_in"), "3600");
    EXPECT_EQ(response.at("account"), R"({"id":)" + std::to_string(shopper.account) + R"(,"username":")" +
                                          shopper.username + R"(","role":"customer","customer_id":)" +
                                          std::to_string(shopper.customer) + "}");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    const Response me = shop().with_token(response.at("auth_token")).get("/me");
    ASSERT_THAT(me, HasStatus(200));
    const std::string account = admin().get("/accounts/" + std::to_string(shopper.account)).body;
    EXPECT_THAT(me.body, testing::StartsWith(account.substr(0, account.size() - 1) + R"(,"permissions":[)"));
}

TEST_P(SignIn, TakesAUsernameInAnyCase) {
    EXPECT_THAT(sign_in("KeEpEr", good_password), HasStatus(200));
    EXPECT_THAT(sign_in("keepér", good_password), Refused(401, "invalid-credentials"));
}

TEST_P(SignIn, DoesNotTellAnUnknownUserFromAWrongPassword) {
    Response unknown = sign_in("nobody", good_password);
    Response wrong = sign_in(admin_name, "open sesame, pleasE");
    EXPECT_THAT(unknown, Refused(401, "invalid-credentials"));
    EXPECT_THAT(wrong, Refused(401, "invalid-credentials"));
    json::Value one = unknown.json();
    json::Value other = wrong.json();
    one["request_id"] = other["request_id"] = "";
    EXPECT_EQ(json::serialize(one), json::serialize(other));
}

TEST_P(SignIn, TakesThePasswordAsItIs) {
    for (const char* password :
         {"open sesame, please ", " open sesame, please", "Open sesame, please", "open sesame"}) {
        EXPECT_THAT(sign_in(admin_name, password), Refused(401, "invalid-credentials")) << password;
    }
}

TEST_P(SignIn, IsDelayedForWhoeverKeepsGuessingAndForNobodyElse) {
    const Shopper shopper = shop().new_shopper();
    const Api guesser = shop().stranger();
    const auto guess = [&](const std::string& username, const std::string& password) {
        return guesser.post("/login", json::Object{{"username", username}, {"password", password}});
    };
    Response response = guess(shopper.username, "wrong");
    for (int i = 0; i < 20 && response.status == 401; ++i) response = guess(shopper.username, "wrong");
    EXPECT_THAT(response, Refused(429, "sign-in-delayed"));
    ASSERT_TRUE(response.header("Retry-After"));
    EXPECT_GE(std::stoi(*response.header("Retry-After")), 1);
    EXPECT_THAT(sign_in(shopper.username, good_password), HasStatus(200)) << "the owner is not locked out";
}

TEST_P(SignIn, DoesNotTellByADelayWhoHasAnAccount) {
    const Shopper shopper = shop().new_shopper();
    const auto statuses = [](const std::string& username) {
        const Api guesser = shop().stranger();
        std::vector<int> seen;
        for (int i = 0; i < 4; ++i) {
            seen.push_back(guesser.post("/login", json::Object{{"username", username}, {"password", "wrong"}}).status);
        }
        return seen;
    };
    EXPECT_EQ(statuses(shopper.username), statuses("nobody " + shopper.username));
}

TEST_P(SignIn, IsNeededForEverythingElse) {
    for (const char* path : {"/me", "/products", "/cart", "/orders", "/me/orders", "/categories"}) {
        EXPECT_THAT(shop().anyone().get(path), Refused(401, "unauthorized")) << path;
    }
}

TEST_P(SignIn, RefusesDamagedTokens) {
    const std::string& good = admin().token();
    std::string turned = good;
    turned[good.rfind('.') + 5] = turned[good.rfind('.') + 5] == 'A' ? 'B' : 'A';
    std::string body_turned = good;
    body_turned[good.find('.') + 9] = body_turned[good.find('.') + 9] == 'A' ? 'B' : 'A';
    for (const std::string& token : {std::string("x"), turned, body_turned, good.substr(0, good.size() - 2), good + "x",
                                     good.substr(0, good.find('.')), "." + good, good + ".", std::string(".."),
                                     std::string(5000, 'A'), "a.b." + good}) {
        EXPECT_THAT(orders_with("Bearer " + token), Refused(401, "unauthorized")) << token;
    }
}

TEST_P(SignIn, RefusesOtherSchemes) {
    const std::string& good = admin().token();
    for (const std::string& header :
         std::vector<std::string>{good, "Basic " + good, "Bearer", "Bearer " + good + " " + good, "Bearer" + good,
                                  "Token " + good, "Basic a2VlcGVyOm9wZW4="}) {
        EXPECT_THAT(orders_with(header), Refused(401, "unauthorized")) << header;
    }
    EXPECT_THAT(orders_with("bearer " + good), HasStatus(200)) << "the scheme's case does not count (RFC 9110, 11.1)";
}

TEST_P(SignIn, RefusesTokensThatHaveEnded) {
    const TokenSigner signer(signing_secret, "till", "till", 60min);
    EXPECT_THAT(orders_with("Bearer " + forged(signer, now() - 59min)), HasStatus(200));
    EXPECT_THAT(orders_with("Bearer " + forged(signer, now() - 61min)), Refused(401, "unauthorized"));
}

TEST_P(SignIn, RefusesTokensOfOthers) {
    EXPECT_THAT(orders_with("Bearer " + forged(TokenSigner(signing_secret, "till", "till", 60min))), HasStatus(200));
    for (const auto& [secret, issuer, audience] :
         std::vector<std::array<std::string, 3>>{{"another key that is long enough, too", "till", "till"},
                                                 {signing_secret, "other", "till"},
                                                 {signing_secret, "till", "other"}}) {
        EXPECT_THAT(orders_with("Bearer " + forged(TokenSigner(secret, issuer, audience, 60min))),
                    Refused(401, "unauthorized"));
    }
}

TEST_P(SignIn, RefusesTokensWithoutASignature) {
    const std::string good = admin().token();
    const std::string claims = good.substr(good.find('.') + 1, good.rfind('.') - good.find('.') - 1);
    const std::string none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";    // {"alg":"none","typ":"JWT"}
    const std::string hs512 = "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9";  // {"alg":"HS512","typ":"JWT"}
    const std::string signature = good.substr(good.rfind('.') + 1);
    for (const std::string& token :
         {none + "." + claims + ".", none + "." + claims + "." + signature, hs512 + "." + claims + "." + signature}) {
        EXPECT_THAT(orders_with("Bearer " + token), Refused(401, "unauthorized")) << token;
    }
}

TEST_P(SignIn, BelievesTheAccountAndNotTheRoleInTheToken) {
    const TokenSigner signer(signing_secret, "till", "till", 60min);
    const Shopper shopper = shop().new_shopper();
    TokenClaims claims = claims_of(shopper.api);
    claims.role = "admin";
    EXPECT_THAT(orders_with("Bearer " + signer.issue(claims, now())), Refused(403, "forbidden"));
    claims = claims_of(admin());
    claims.role = "owner";
    EXPECT_THAT(orders_with("Bearer " + signer.issue(claims, now())), HasStatus(200));
}

TEST_P(SignIn, RefusesTokensOfSessionsThatAreNotTheAccounts) {
    const TokenSigner signer(signing_secret, "till", "till", 60min);
    TokenClaims claims = claims_of(admin());
    claims.session = 987654321;
    EXPECT_THAT(orders_with("Bearer " + signer.issue(claims, now())), Refused(401, "unauthorized"));
    claims.session = claims_of(shop().new_shopper().api).session;
    EXPECT_THAT(orders_with("Bearer " + signer.issue(claims, now())), Refused(401, "unauthorized"));
    claims.session = 0;
    EXPECT_THAT(orders_with("Bearer " + signer.issue(claims, now())), Refused(401, "unauthorized"));
}

TILL_SHOP_TEST(SignIn);

}  // namespace
}  // namespace till::test
