#include <sstream>

#include "support/at_once.h"
#include "support/decoded.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const Answer& answer) {
    return decoded(answer.body, answer.header("Content-Encoding").value_or("identity"));
}

/// The tag of the same content as it goes plain.
std::string plain_tag(const Answer& answer) {
    std::string tag = said(answer, "ETag");
    const std::string coding = said(answer, "Content-Encoding");
    if (!coding.empty() && tag.ends_with("-" + coding + "\""))
        tag.erase(tag.size() - coding.size() - 2, coding.size() + 1);
    return tag;
}

class CompressedAnswers : public ShopTest {
 protected:
    void SetUp() override {
        if (shop().admin().get("/products?per_page=1").number("total") > 0) return;
        for (int i = 0; i < 30; ++i) shop().new_product("Compressed " + std::to_string(i), "1.00", 9);
    }

    static Answer ask(const std::string& path, const std::string& codings, Headers headers = {},
                      const std::string& method = "GET") {
        headers.emplace_back("Accept-Encoding", codings);
        return admin().send(method, path, std::nullopt, headers);
    }

    /// The path of a product that is long enough.
    static std::string path_of_long_product(const std::string& name) {
        const std::string description(1500, 'd');
        const json::Object fields{{"name", name}, {"price", "1.00"}, {"stock", 1}, {"description", description}};
        return "/products/" + std::to_string(shop().new_product(fields));
    }

    /// Texts that are long enough: kept by the shop, made anew each time, the same for ever.
    static inline const std::vector<std::string> long_texts{"/products?per_page=100",
                                                            "/products?search=compressed&per_page=50&sort=-name",
                                                            "/exports/products.csv",
                                                            "/api/swagger.yaml",
                                                            "/api/openapi.json",
                                                            "/api/docs/swagger-ui.css",
                                                            "/api/docs/swagger-ui-bundle.js"};
};

TEST_P(CompressedAnswers, AreTheSameText) {
    for (const std::string& path : long_texts) {
        const Answer plain = admin().get(path);
        ASSERT_THAT(plain, Answered(200)) << path;
        ASSERT_GE(plain.body.size(), 1024U) << path;
        EXPECT_EQ(said(plain, "Content-Encoding"), "");
        for (const std::string coding : {"gzip", "br", "gzip"}) {
            const Answer answer = ask(path, coding);
            ASSERT_THAT(answer, Answered(200)) << path;
            EXPECT_EQ(said(answer, "Content-Encoding"), coding) << path;
            EXPECT_EQ(text_of(answer), plain.body) << path;
            EXPECT_LT(answer.body.size() * 2, plain.body.size()) << path;
            EXPECT_THAT(said(answer, "Vary"), HasSubstr("Accept-Encoding")) << path;
            EXPECT_EQ(said(answer, "Vary"), said(plain, "Vary")) << path;
            EXPECT_EQ(said(answer, "Content-Type"), said(plain, "Content-Type")) << path;
            EXPECT_EQ(said(answer, "Cache-Control"), said(plain, "Cache-Control")) << path;
            EXPECT_NE(said(answer, "ETag"), said(plain, "ETag")) << "other bytes: " << path;
            EXPECT_EQ(plain_tag(answer), said(plain, "ETag")) << path;
        }
    }
}

TEST_P(CompressedAnswers, HaveTheSameHeadersForHead) {
    for (const std::string& path : long_texts) {
        for (const std::string codings : {"gzip", "br", "x"}) {
            const Answer get = ask(path, codings);
            const Answer head = ask(path, codings, {}, "HEAD");
            ASSERT_THAT(head, Answered(200)) << path;
            EXPECT_EQ(head.body, "");
            for (const char* name :
                 {"Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary", "Cache-Control"}) {
                EXPECT_EQ(said(head, name), said(get, name)) << path << ' ' << codings << ' ' << name;
            }
        }
    }
}

TEST_P(CompressedAnswers, AreSparedWhoHasTheTextInAnyCoding) {
    for (const std::string& path : long_texts) {
        for (const std::string kept : {"gzip", "br", "x"}) {
            const std::string tag = said(ask(path, kept), "ETag");
            for (const std::string codings : {"gzip", "br", "x"}) {
                for (const std::string& sent : {tag, "W/" + tag}) {
                    const Answer known = ask(path, codings, {{"If-None-Match", sent}});
                    EXPECT_THAT(known, Answered(304)) << path << ' ' << sent << ' ' << codings;
                    EXPECT_EQ(said(known, "ETag"), tag) << path;
                    EXPECT_EQ(said(known, "Content-Encoding"), "") << path;
                    EXPECT_THAT(said(known, "Vary"), HasSubstr("Accept-Encoding")) << path;
                }
            }
        }
    }
}

TEST_P(CompressedAnswers, AreWhatIsAskedFor) {
    const std::string path = "/products?per_page=100&sort=price";
    const auto coding_for = [&](const std::string& codings) { return said(ask(path, codings), "Content-Encoding"); };
    EXPECT_EQ(coding_for("gzip, deflate, br, zstd"), "br");
    EXPECT_EQ(coding_for("br;q=0.2, gzip;q=0.8"), "gzip");
    EXPECT_EQ(coding_for("gzip;q=0"), "");
    EXPECT_EQ(coding_for("deflate"), "");
    EXPECT_EQ(coding_for("identity, gzip;q=0.5"), "");
    EXPECT_EQ(coding_for("gzip;q=0.5, identity;q=0"), "gzip");
    EXPECT_EQ(coding_for("*"), "br");
    const Answer nothing_left = ask(path, "identity;q=0");
    EXPECT_THAT(nothing_left, Answered(200)) << "RFC 9110, 12.5.3: a server may disregard it";
}

TEST_P(CompressedAnswers, AreNotMadeOfWhatIsSmall) {
    const std::string path = "/products/" + std::to_string(shop().new_product("Small", "1.00", 1));
    for (int i = 0; i < 3; ++i) {
        const Answer answer = ask(path, "gzip, br");
        EXPECT_EQ(said(answer, "Content-Encoding"), "");
        EXPECT_EQ(answer.at("name"), "Small");
    }
    const Answer refusing = ask(path, "gzip, identity;q=0");
    EXPECT_EQ(said(refusing, "Content-Encoding"), "gzip") << "for who does not take it plain";
    EXPECT_THAT(text_of(refusing), HasSubstr("\"name\":\"Small\""));
}

TEST_P(CompressedAnswers, ShowWhatAWriteHasChanged) {
    const std::string path = "/products?search=changing&per_page=50";
    const std::string product = path_of_long_product("Changing");
    for (int price = 2; price < 6; ++price) {
        const std::string text = std::to_string(price) + ".00";
        ASSERT_THAT(admin().patch(product, json::Object{{"price", text}}), Answered(200));
        for (const std::string codings : {"br", "gzip", "x", "br"}) {
            EXPECT_THAT(text_of(ask(path, codings)), HasSubstr("\"price\":\"" + text + "\"")) << codings;
            EXPECT_THAT(text_of(ask(product, codings)), HasSubstr("\"price\":\"" + text + "\"")) << codings;
        }
    }
}

TEST_P(CompressedAnswers, AreRightHoweverManyAskAtOnce) {
    const std::string path = "/products?per_page=99&sort=-price";
    const std::string plain = admin().get(path).body;
    const char* codings[] = {"gzip", "br", "x"};
    const std::vector<Answer> answers = all_at_once(32, [&](std::size_t i) {
        return shop()
            .with_token(admin().token())
            .send("GET", path, std::nullopt, {{"Accept-Encoding", codings[i % 3]}});
    });
    for (const Answer& answer : answers) EXPECT_EQ(text_of(answer), plain);
}

TEST_P(CompressedAnswers, CanBeSavedByTheirTags) {
    const std::string product = path_of_long_product("Long");
    std::string tag = said(ask(product, "gzip"), "ETag");
    EXPECT_THAT(tag, testing::EndsWith("-gzip\""));
    for (const char* price : {"2.00", "3.00"}) {
        const Headers headers{{"If-Match", tag}, {"Accept-Encoding", "br"}};
        const Answer saved = admin().send("PATCH", product, std::string(R"({"price":")") + price + "\"}", headers);
        ASSERT_THAT(saved, Answered(200));
        EXPECT_THAT(admin().send("PATCH", product, R"({"price":"9.00"})", headers),
                    Refused(412, "precondition-failed"));
        EXPECT_EQ(said(saved, "Content-Encoding"), "br");
        tag = said(saved, "ETag");
        EXPECT_THAT(tag, testing::EndsWith("-br\""));
    }
    EXPECT_THAT(admin().send("PATCH", product, "{}", {{"If-Match", "\"3-"}}), Refused(400, "malformed-request"));
}

TEST_P(CompressedAnswers, HoldNoTokens) {
    const json::Object credentials{{"username", admin_name}, {"password", good_password}};
    const Headers headers{{"Accept-Encoding", "gzip, br, identity;q=0"}};
    const Answer signed_in = shop().anyone().send("POST", "/login", json::serialize(credentials), headers);
    ASSERT_THAT(signed_in, Answered(200));
    EXPECT_EQ(said(signed_in, "Content-Encoding"), "");
    const json::Object refresh{{"refresh_token", signed_in.at("refresh_token")}};
    const Answer refreshed = shop().anyone().send("POST", "/login/refresh", json::serialize(refresh), headers);
    ASSERT_THAT(refreshed, Answered(200));
    EXPECT_EQ(said(refreshed, "Content-Encoding"), "");
}

TEST_P(CompressedAnswers, MayBeRefusals) {
    json::Object fields;
    for (int i = 0; i < 60; ++i) fields.push_back({"unknown_" + std::to_string(i), i});
    const Answer refused = admin().send("POST", "/products", json::serialize(fields), {{"Accept-Encoding", "gzip"}});
    EXPECT_THAT(refused, Answered(422));
    EXPECT_EQ(said(refused, "Content-Type"), "application/problem+json");
    EXPECT_EQ(said(refused, "Content-Encoding"), "gzip");
    EXPECT_THAT(text_of(refused), HasSubstr("unknown_59"));
}

TILL_SHOP_TEST(CompressedAnswers);

/// Shops with other rules, each for itself.
class CompressionRules : public testing::TestWithParam<DatabaseKind> {};

TEST_P(CompressionRules, CanSwitchItOff) {
    RunningShop shop(GetParam(), {{"TILL_COMPRESSION_ENABLED", "false"}});
    for (const char* path : {"/api/openapi.json", "/api/docs/swagger-ui-bundle.js", "/exports/products.csv"}) {
        const Answer answer = shop.admin().send("GET", path, std::nullopt, {{"Accept-Encoding", "gzip, br"}});
        ASSERT_THAT(answer, Answered(200)) << path;
        EXPECT_EQ(said(answer, "Content-Encoding"), "") << path;
        EXPECT_THAT(said(answer, "Vary"), Not(HasSubstr("Accept-Encoding"))) << path;
    }
}

TEST_P(CompressionRules, HaveBounds) {
    RunningShop shop(GetParam(), {{"TILL_COMPRESSION_MIN_BYTES", "1"}, {"TILL_COMPRESSION_MAX_KILOBYTES", "100"}});
    const auto coding_of = [&](const char* path) {
        return said(shop.admin().send("GET", path, std::nullopt, {{"Accept-Encoding", "gzip"}}), "Content-Encoding");
    };
    EXPECT_EQ(coding_of("/me"), "gzip");
    EXPECT_EQ(coding_of("/api/openapi.json"), "") << "it is larger";
}

TEST_P(CompressionRules, CompressWithoutACacheToo) {
    RunningShop shop(GetParam(), {{"TILL_CACHE_SECONDS", "0"}});
    for (int i = 0; i < 20; ++i) shop.new_product("Tea " + std::to_string(i), "1.00", 9);
    const std::string plain = shop.admin().get("/products?per_page=20").body;
    for (int i = 0; i < 2; ++i) {
        const Answer answer =
            shop.admin().send("GET", "/products?per_page=20", std::nullopt, {{"Accept-Encoding", "br"}});
        EXPECT_EQ(said(answer, "Content-Encoding"), "br");
        EXPECT_EQ(text_of(answer), plain);
    }
}

TEST_P(CompressionRules, AreCounted) {
    RunningShop shop(GetParam(), {{"TILL_SERVER_MANAGEMENT", "127.0.0.1:0"}});
    for (int i = 0; i < 20; ++i) shop.new_product("Tea " + std::to_string(i), "1.00", 9);
    for (int i = 0; i < 5; ++i) {
        shop.admin().send("GET", "/products?per_page=20", std::nullopt, {{"Accept-Encoding", "gzip"}});
    }
    HttpClient operators(shop.process().management_port());
    EXPECT_THAT(operators.send("GET", "/metrics").body, HasSubstr("\ntill_compressions_total 1\n"))
        << "a kept answer is compressed once";
}

TILL_ON_BOTH_DATABASES(CompressionRules);

}  // namespace
}  // namespace till::test
