#include "platform/security/tokens.h"

#include <atomic>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>
#include <jwt.h>
#include <sodium.h>

#include "support/on_threads.h"

namespace till {
namespace {

using namespace std::chrono_literals;

const std::string token_secret(32, 's');
const Timestamp now{1'700'000'000'123ms};
constexpr std::int64_t now_s = 1'700'000'000;
constexpr std::string_view token_header = R"({"alg":"HS256","typ":"JWT"})";

TokenSigner signer() { return {token_secret, "till", "shop", 60min}; }

TokenClaims account_17() {
    TokenClaims claims;
    claims.subject = 17;
    claims.role = "customer";
    claims.session = 4;
    claims.generation = 2;
    return claims;
}

std::string base64url(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();
    return text;
}

/// A token made by hand, signed as RFC 7515 says.
std::string made(std::string_view head, std::string_view body, const std::string& key = token_secret) {
    const std::string signed_part = base64url(head) + "." + base64url(body);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(signed_part.data()),
                                  signed_part.size());
    std::string signature(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(signature.data()));
    return signed_part + "." + base64url(signature);
}

const std::string good_body =
    R"({"iss":"till","aud":"shop","sub":"17","role":"admin","jti":"a","iat":1700000000,"sid":4,"gen":0,"exp":1700000001})";

/// good_body with one part of it replaced.
std::string body_with(const std::string& part, const std::string& replacement) {
    std::string body = good_body;
    return body.replace(body.find(part), part.size(), replacement);
}

/// The same claims, signed with our key but by another algorithm.
std::string signed_by(jwt_alg_t algorithm) {
    jwt_t* token = nullptr;
    EXPECT_EQ(jwt_new(&token), 0);
    EXPECT_EQ(jwt_add_grants_json(token, good_body.c_str()), 0);
    const bool unsigned_one = algorithm == JWT_ALG_NONE;
    EXPECT_EQ(jwt_set_alg(token, algorithm,
                          unsigned_one ? nullptr : reinterpret_cast<const unsigned char*>(token_secret.data()),
                          unsigned_one ? 0 : static_cast<int>(token_secret.size())),
              0);
    char* text = jwt_encode_str(token);
    const std::string result = text;
    std::free(text);
    jwt_free(token);
    return result;
}

TEST(Token, SaysWhatItWasIssuedFor) {
    const auto claims = signer().verify(signer().issue(account_17(), now), now);
    ASSERT_TRUE(claims);
    EXPECT_EQ(claims->subject, 17);
    EXPECT_EQ(claims->role, "customer");
    EXPECT_EQ(claims->session, 4);
    EXPECT_EQ(claims->generation, 2);
    EXPECT_EQ(claims->issued_at_s, now_s);
    EXPECT_EQ(claims->expires_at_s, now_s + 3600);
    EXPECT_GE(claims->token_id.size(), 16U);
}

TEST(Token, OfASessionThatWasNotRefreshedIsOfGeneration0) {
    EXPECT_EQ(signer().verify(made(token_header, good_body), now)->generation, 0);
}

TEST(Token, KeepsAnIdThatItIsGiven) {
    TokenClaims claims = account_17();
    claims.token_id = "mine";
    EXPECT_EQ(signer().verify(signer().issue(claims, now), now)->token_id, "mine");
}

TEST(Token, HasAnIdThatNoOtherHas) {
    std::set<std::string> tokens;
    for (int i = 0; i < 100; ++i) tokens.insert(signer().issue(account_17(), now));
    EXPECT_EQ(tokens.size(), 100U);
}

TEST(Token, EndsAtItsTimeToTheSecond) {
    const std::string token = signer().issue(account_17(), now);
    EXPECT_TRUE(signer().verify(token, now + 3599s));
    EXPECT_FALSE(signer().verify(token, Timestamp(std::chrono::seconds(now_s + 3600))));
    EXPECT_FALSE(signer().verify(token, now + 24h * 365 * 100));
}

TEST(Token, MadeByAnotherLibraryWithOurKeyIsTaken) {
    EXPECT_EQ(signer().verify(made(token_header, good_body), now)->subject, 17);
    EXPECT_EQ(signer().verify(made(R"({ "typ": "JWT", "alg": "HS256" })", good_body), now)->subject, 17);
    EXPECT_EQ(signer().verify(made(token_header, body_with(R"("17")", "17")), now)->subject, 17);
}

TEST(Token, SignedByAnyOtherAlgorithmIsRefused) {
    for (const jwt_alg_t algorithm : {JWT_ALG_NONE, JWT_ALG_HS384, JWT_ALG_HS512}) {
        EXPECT_FALSE(signer().verify(signed_by(algorithm), now)) << jwt_alg_str(algorithm);
    }
    EXPECT_TRUE(signer().verify(signed_by(JWT_ALG_HS256), now));
}

TEST(Token, ThatNamesAnyOtherAlgorithmIsRefused) {
    for (const std::string name : {"none", "None", "NONE", "HS384", "HS512", "RS256", "ES256", "HS25", "", "dir",
                                   "hs256", "Hs256", "HS256 ", "hS256"}) {
        const std::string head = R"({"alg":")" + name + R"(","typ":"JWT"})";
        EXPECT_FALSE(signer().verify(made(head, good_body), now)) << name;
        EXPECT_FALSE(signer().verify(base64url(head) + "." + base64url(good_body) + ".", now)) << name;
        EXPECT_FALSE(signer().verify(base64url(head) + "." + base64url(good_body), now)) << name;
    }
}

TEST(Token, WithADamagedHeaderIsRefused) {
    for (const std::string_view head : {"", "{}", "[]", "null", "7", R"({"alg":1})", R"({"alg":null})", "{", "HS256",
                                        R"({"typ":"JWT"})", R"({"alg":["HS256"]})"}) {
        EXPECT_FALSE(signer().verify(made(head, good_body), now)) << head;
    }
}

TEST(Token, WithAHeaderThatSaysMoreThanIsKnownIsRefused) {
    for (const std::string_view more :
         {R"("crit":["exp"])", R"("crit":[])", R"("crit":["b64"],"b64":false)", R"("b64":false)", R"("b64":true)",
          R"("alg":"HS256")", R"("alg":"none")", R"("typ":"at+jwt")", R"("typ":"JWS")", R"("typ":7)", R"("typ":"")"}) {
        EXPECT_FALSE(signer().verify(made(R"({"alg":"HS256",)" + std::string(more) + "}", good_body), now)) << more;
    }
    for (const std::string_view more : {R"("typ":"jwt")", R"("kid":"1")", R"("kid":"../../x","jku":"https://x")"}) {
        EXPECT_TRUE(signer().verify(made(R"({"alg":"HS256",)" + std::string(more) + "}", good_body), now)) << more;
    }
}

TEST(Token, WithAClaimTwiceIsRefused) {
    EXPECT_FALSE(signer().verify(made(token_header, body_with(R"("sub":"17")", R"("sub":"17","sub":"1")")), now));
    EXPECT_FALSE(signer().verify(made(token_header, body_with(R"("sid":4)", R"("sid":4,"sid":4)")), now));
}

TEST(Token, IsNotTakenBeforeItBegins) {
    const auto begins = [](std::string_view when) {
        return made(token_header, body_with(R"("gen":0)", R"("gen":0,"nbf":)" + std::string(when)));
    };
    EXPECT_TRUE(signer().verify(begins("1699999999"), now));
    EXPECT_TRUE(signer().verify(begins("1700000000"), now));
    for (const std::string_view when : {"1700000001", "9223372036854775808", R"("1700000000")", "null", "1.5", "[]"}) {
        EXPECT_FALSE(signer().verify(begins(when), now)) << when;
    }
}

TEST(Token, CanBeMadeForLess) {
    const std::string token = signer().issue(account_17(), now, 90s);
    EXPECT_TRUE(signer().verify(token, now + 89s));
    EXPECT_FALSE(signer().verify(token, now + 90s));
}

TEST(Token, OfAnotherKeyIsRefused) {
    EXPECT_FALSE(signer().verify(made(token_header, good_body, std::string(32, 't')), now));
    EXPECT_FALSE(signer().verify(made(token_header, good_body, token_secret + "s"), now));
    EXPECT_FALSE(signer().verify(made(token_header, good_body, ""), now));
}

TEST(Token, OfAnotherIssuerOrAudienceIsRefused) {
    EXPECT_FALSE(TokenSigner(token_secret, "other", "shop", 60min).verify(made(token_header, good_body), now));
    EXPECT_FALSE(TokenSigner(token_secret, "till", "other", 60min).verify(made(token_header, good_body), now));
}

struct BadClaim {
    std::string_view part;
    std::string_view replacement;
};

class TokenWithABadClaim : public testing::TestWithParam<BadClaim> {};

TEST_P(TokenWithABadClaim, IsRefused) {
    const auto& [part, replacement] = GetParam();
    EXPECT_FALSE(signer().verify(made(token_header, body_with(std::string(part), std::string(replacement))), now));
}

constexpr std::string_view issuer = R"("iss":"till",)";
constexpr std::string_view audience = R"("aud":"shop",)";
constexpr std::string_view subject = R"("sub":"17",)";
constexpr std::string_view role = R"("role":"admin",)";
constexpr std::string_view session = R"("sid":4,)";
constexpr std::string_view generation = R"("gen":0,)";
constexpr std::string_view expiry = R"(,"exp":1700000001)";

INSTANTIATE_TEST_SUITE_P(
    Each, TokenWithABadClaim,
    testing::Values(
        BadClaim{issuer, ""}, BadClaim{issuer, R"("iss":"Till",)"}, BadClaim{issuer, R"("iss":["till"],)"},
        BadClaim{audience, ""}, BadClaim{audience, R"("aud":"shopper",)"}, BadClaim{audience, R"("aud":null,)"},
        BadClaim{subject, ""}, BadClaim{subject, R"("sub":"",)"}, BadClaim{subject, R"("sub":"-17",)"},
        BadClaim{subject, R"("sub":"0",)"}, BadClaim{subject, R"("sub":0,)"}, BadClaim{subject, R"("sub":-1,)"},
        BadClaim{subject, R"("sub":1.5,)"}, BadClaim{subject, R"("sub":"1.5",)"}, BadClaim{subject, R"("sub":"17x",)"},
        BadClaim{subject, R"("sub":" 17",)"}, BadClaim{subject, R"("sub":"9223372036854775808",)"},
        BadClaim{subject, R"("sub":9223372036854775808,)"}, BadClaim{subject, R"("sub":true,)"},
        BadClaim{subject, R"("sub":[17],)"}, BadClaim{subject, R"("sub":null,)"},
        BadClaim{subject, R"("sub":"17\u0000",)"}, BadClaim{role, ""}, BadClaim{role, R"("role":"",)"},
        BadClaim{role, R"("role":1,)"}, BadClaim{R"("jti":"a",)", ""}, BadClaim{R"("iat":1700000000,)", ""},
        BadClaim{R"("iat":1700000000,)", R"("iat":"now",)"}, BadClaim{expiry, ""},
        BadClaim{expiry, R"(,"exp":1700000000)"}, BadClaim{expiry, R"(,"exp":1)"}, BadClaim{expiry, R"(,"exp":-1)"},
        BadClaim{expiry, R"(,"exp":"1800000000")"}, BadClaim{expiry, R"(,"exp":1.8e9)"},
        BadClaim{expiry, R"(,"exp":9223372036854775808)"}, BadClaim{expiry, R"(,"exp":null)"}, BadClaim{session, ""},
        BadClaim{session, R"("sid":"4",)"}, BadClaim{session, R"("sid":0,)"}, BadClaim{session, R"("sid":-4,)"},
        BadClaim{session, R"("sid":1.5,)"}, BadClaim{session, R"("sid":null,)"},
        BadClaim{session, R"("sid":9223372036854775808,)"}, BadClaim{generation, ""},
        BadClaim{generation, R"("gen":-1,)"}, BadClaim{generation, R"("gen":"0",)"},
        BadClaim{generation, R"("gen":0.5,)"}, BadClaim{generation, R"("gen":null,)"}, BadClaim{good_body, "[]"},
        BadClaim{good_body, "17"}, BadClaim{good_body, ""}, BadClaim{good_body, "{"}, BadClaim{good_body, "\xff"}));

TEST(Token, WithAnyLetterChangedIsRefused) {
    const std::string token = signer().issue(account_17(), now);
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(signer().verify(changed, now)) << i;
    }
}

TEST(Token, WithAnyPartCutOffIsRefused) {
    const std::string token = signer().issue(account_17(), now);
    for (std::size_t size = 0; size < token.size(); ++size) {
        EXPECT_FALSE(signer().verify(token.substr(0, size), now)) << size;
    }
}

TEST(Token, WithAnythingBehindOrBeforeItIsRefused) {
    const std::string token = signer().issue(account_17(), now);
    for (const std::string junk : {" ", "\n", "=", ".", "A", "AAAA", ".AAAA", "\xc3\xa9", "%00"}) {
        EXPECT_FALSE(signer().verify(token + junk, now)) << junk;
        EXPECT_FALSE(signer().verify(junk + token, now)) << junk;
    }
    EXPECT_FALSE(signer().verify(token + std::string(1, '\0'), now));
    EXPECT_FALSE(signer().verify(token + std::string(1, '\0') + "junk", now));
}

TEST(Token, OfAnySizeAndShapeIsReadWithoutHarm) {
    for (const std::string_view shape : {"", ".", "..", "...", "a.b.c", "a..c", "..c", "====", "A.A.A"}) {
        EXPECT_FALSE(signer().verify(shape, now)) << shape;
    }
    EXPECT_FALSE(signer().verify(std::string(1 << 20, 'A'), now));
    EXPECT_FALSE(signer().verify(std::string(1 << 20, '.'), now));
    EXPECT_FALSE(signer().verify(std::string(1000, '\0'), now));
    EXPECT_FALSE(signer().verify(made(token_header, body_with("admin", std::string(1 << 20, 'a'))), now));
    EXPECT_FALSE(signer().verify(made(token_header, std::string(1000, '[')), now));
}

TEST(TokenSigner, RefusesAShortSecret) {
    EXPECT_THROW(TokenSigner(std::string(31, 's'), "till", "shop", 60min), std::invalid_argument);
}

TEST(TokenSigner, ServesSeveralThreadsAtOnce) {
    const TokenSigner shared = signer();
    const std::string bad = made(token_header, good_body, std::string(32, 't'));
    std::atomic<int> good = 0;
    test::on_threads(4, [&](int) {
        for (int i = 0; i < 200; ++i) {
            const auto claims = shared.verify(shared.issue(account_17(), now), now);
            if (claims && claims->subject == 17 && !shared.verify(bad, now)) ++good;
        }
    });
    EXPECT_EQ(good, 4 * 200);
}

}  // namespace
}  // namespace till
