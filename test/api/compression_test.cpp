#include <sstream>

#include "support/at_once.h"
#include "support/decoded.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const Response& response) {
    return decoded(response.body, response.header("Content-Encoding").value_or("identity"));
}

/// The tag of the same content without compression.
std::string plain_tag(const Response& response) {
    std::string tag = said(response, "ETag");
    const std::string coding = said(response, "Content-Encoding");
    if (!coding.empty() && tag.ends_with("-" + coding + "\""))
        tag.erase(tag.size() - coding.size() - 2, coding.size() + 1);
    return tag;
}

class CompressedResponses : public ShopTest {
 protected:
    void SetUp() override {
        if (shop().admin().get("/products?per_page=1").number("total") > 0) return;
        for (int i = 0; i < 30; ++i) shop().new_product("Compressed " + std::to_string(i), "1.00", 9);
    }

    static Response ask(const std::string& path, const std::string& codings, Headers headers = {},
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

    /// Texts that are long enough: cached by the shop, made anew each time, the same for ever.
    static inline const std::vector<std::string> long_texts{"/products?per_page=100",
                                                            "/products?search=compressed&per_page=50&sort=-name",
                                                            "/exports/products.csv",
                                                            "/api/swagger.yaml",
                                                            "/api/openapi.json",
                                                            "/api/docs/swagger-ui.css",
                                                            "/api/docs/swagger-ui-bundle.js"};
};

TEST_P(CompressedResponses, AreTheSameText) {
    for (const std::string& path : long_texts) {
        const Response plain = admin().get(path);
        ASSERT_THAT(plain, HasStatus(200)) << path;
        ASSERT_GE(plain.body.size(), 1024U) << path;
        EXPECT_EQ(said(plain, "Content-Encoding"), "");
        for (const std::string coding : {"gzip", "br", "gzip"}) {
            const Response response = ask(path, coding);
            ASSERT_THAT(response, HasStatus(200)) << path;
            EXPECT_EQ(said(response, "Content-Encoding"), coding) << path;
            EXPECT_EQ(text_of(response), plain.body) << path;
            EXPECT_LT(response.body.size() * 2, plain.body.size()) << path;
            EXPECT_THAT(said(response, "Vary"), HasSubstr("Accept-Encoding")) << path;
            EXPECT_EQ(said(response, "Vary"), said(plain, "Vary")) << path;
            EXPECT_EQ(said(response, "Content-Type"), said(plain, "Content-Type")) << path;
            EXPECT_EQ(said(response, "Cache-Control"), said(plain, "Cache-Control")) << path;
            EXPECT_NE(said(response, "ETag"), said(plain, "ETag")) << "other bytes: " << path;
            EXPECT_EQ(plain_tag(response), said(plain, "ETag")) << path;
        }
    }
}

TEST_P(CompressedResponses, HaveTheSameHeadersForHead) {
    for (const std::string& path : long_texts) {
        for (const std::string codings : {"gzip", "br", "x"}) {
            const Response get = ask(path, codings);
            const Response head = ask(path, codings, {}, "HEAD");
            ASSERT_THAT(head, HasStatus(200)) << path;
            EXPECT_EQ(head.body, "");
            for (const char* name :
                 {"Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary", "Cache-Control"}) {
                EXPECT_EQ(said(head, name), said(get, name)) << path << ' ' << codings << ' ' << name;
            }
        }
    }
}

TEST_P(CompressedResponses, AreSparedWhoHasTheTextInAnyCoding) {
    for (const std::string& path : long_texts) {
        for (const std::string kept : {"gzip", "br", "x"}) {
            const std::string tag = said(ask(path, kept), "ETag");
            for (const std::string codings : {"gzip", "br", "x"}) {
                for (const std::string& sent : {tag, "W/" + tag}) {
                    const Response known = ask(path, codings, {{"If-None-Match", sent}});
                    EXPECT_THAT(known, HasStatus(304)) << path << ' ' << sent << ' ' << codings;
                    EXPECT_EQ(said(known, "ETag"), tag) << path;
                    EXPECT_EQ(said(known, "Content-Encoding"), "") << path;
                    EXPECT_THAT(said(known, "Vary"), HasSubstr("Accept-Encoding")) << path;
                }
            }
        }
    }
}

TEST_P(CompressedResponses, AreWhatIsAskedFor) {
    const std::string path = "/products?per_page=100&sort=price";
    const auto coding_for = [&](const std::string& codings) { return said(ask(path, codings), "Content-Encoding"); };
    EXPECT_EQ(coding_for("gzip, deflate, br, zstd"), "br");
    EXPECT_EQ(coding_for("br;q=0.2, gzip;q=0.8"), "gzip");
    EXPECT_EQ(coding_for("gzip;q=0"), "");
    EXPECT_EQ(coding_for("deflate"), "");
    EXPECT_EQ(coding_for("identity, gzip;q=0.5"), "");
    EXPECT_EQ(coding_for("gzip;q=0.5, identity;q=0"), "gzip");
    EXPECT_EQ(coding_for("*"), "br");
    const Response nothing_left = ask(path, "identity;q=0");
    EXPECT_THAT(nothing_left, HasStatus(200)) << "RFC 9110, 12.5.3: a server may disregard it";
}

TEST_P(CompressedResponses, AreNotMadeOfWhatIsSmall) {
    const std::string path = "/products/" + std::to_string(shop().new_product("Small", "1.00", 1));
    for (int i = 0; i < 3; ++i) {
        const Response response = ask(path, "gzip, br");
        EXPECT_EQ(said(response, "Content-Encoding"), "");
        EXPECT_EQ(response.at("name"), "Small");
    }
    const Response refusing = ask(path, "gzip, identity;q=0");
    EXPECT_EQ(said(refusing, "Content-Encoding"), "gzip") << "for who does not take it plain";
    EXPECT_THAT(text_of(refusing), HasSubstr("\"name\":\"Small\""));
}

TEST_P(CompressedResponses, ShowWhatAWriteHasChanged) {
    const std::string path = "/products?search=changing&per_page=50";
    const std::string product = path_of_long_product("Changing");
    for (int price = 2; price < 6; ++price) {
        const std::string text = std::to_string(price) + ".00";
        ASSERT_THAT(admin().patch(product, json::Object{{"price", text}}), HasStatus(200));
        for (const std::string codings : {"br", "gzip", "x", "br"}) {
            EXPECT_THAT(text_of(ask(path, codings)), HasSubstr("\"price\":\"" + text + "\"")) << codings;
            EXPECT_THAT(text_of(ask(product, codings)), HasSubstr("\"price\":\"" + text + "\"")) << codings;
        }
    }
}

TEST_P(CompressedResponses, AreRightHoweverManyAskAtOnce) {
    const std::string path = "/products?per_page=99&sort=-price";
    const std::string plain = admin().get(path).body;
    const char* codings[] = {"gzip", "br", "x"};
    const std::vector<Response> responses = all_at_once(32, [&](std::size_t i) {
        return shop()
            .with_token(admin().token())
            .send("GET", path, std::nullopt, {{"Accept-Encoding", codings[i % 3]}});
    });
    for (const Response& response : responses) EXPECT_EQ(text_of(response), plain);
}

TEST_P(CompressedResponses, CanBeSavedByTheirTags) {
    const std::string product = path_of_long_product("Long");
    std::string tag = said(ask(product, "gzip"), "ETag");
    EXPECT_THAT(tag, testing::EndsWith("-gzip\""));
    for (const char* price : {"2.00", "3.00"}) {
        const Headers headers{{"If-Match", tag}, {"Accept-Encoding", "br"}};
        const Response saved = admin().send("PATCH", product, std::string(R"({"price":")") + price + "\"}", headers);
        ASSERT_THAT(saved, HasStatus(200));
        EXPECT_THAT(admin().send("PATCH", product, R"({"price":"9.00"})", headers),
                    Refused(412, "precondition-failed"));
        EXPECT_EQ(said(saved, "Content-Encoding"), "br");
        tag = said(saved, "ETag");
        EXPECT_THAT(tag, testing::EndsWith("-br\""));
    }
    EXPECT_THAT(admin().send("PATCH", product, "{}", {{"If-Match", "\"3-"}}), Refused(400, "malformed-request"));
}

TEST_P(CompressedResponses, HoldNoTokens) {
    const json::Object credentials{{"username", admin_name}, {"password", good_password}};
    const Headers headers{{"Accept-Encoding", "gzip, br, identity;q=0"}};
    const Response signed_in = shop().anyone().send("POST", "/login", json::serialize(credentials), headers);
    ASSERT_THAT(signed_in, HasStatus(200));
    EXPECT_EQ(said(signed_in, "Content-Encoding"), "");
    const json::Object refresh{{"refresh_token", signed_in.at("refresh_token")}};
    const Response refreshed = shop().anyone().send("POST", "/login/refresh", json::serialize(refresh), headers);
    ASSERT_THAT(refreshed, HasStatus(200));
    EXPECT_EQ(said(refreshed, "Content-Encoding"), "");
}

TEST_P(CompressedResponses, MayBeRefusals) {
    json::Object fields;
    for (int i = 0; i < 60; ++i) fields.push_back({"unknown_" + std::to_string(i), i});
    const Response refused = admin().send("POST", "/products", json::serialize(fields), {{"Accept-Encoding", "gzip"}});
    EXPECT_THAT(refused, HasStatus(422));
    EXPECT_EQ(said(refused, "Content-Type"), "application/problem+json");
    EXPECT_EQ(said(refused, "Content-Encoding"), "gzip");
    EXPECT_THAT(text_of(refused), HasSubstr("unknown_59"));
}

TILL_SHOP_TEST(CompressedResponses);

/// Shops with other rules, each for itself.
class CompressionRules : public testing::TestWithParam<DatabaseKind> {};

TEST_P(CompressionRules, CanSwitchItOff) {
    RunningShop shop(GetParam(), {{"TILL_COMPRESSION_ENABLED", "false"}});
    for (const char* path : {"/api/openapi.json", "/api/docs/swagger-ui-bundle.js", "/exports/products.csv"}) {
        const Response response = shop.admin().send("GET", path, std::nullopt, {{"Accept-Encoding", "gzip, br"}});
        ASSERT_THAT(response, HasStatus(200)) << path;
        EXPECT_EQ(said(response, "Content-Encoding"), "") << path;
        EXPECT_THAT(said(response, "Vary"), Not(HasSubstr("Accept-Encoding"))) << path;
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
        const Response response =
            shop.admin().send("GET", "/products?per_page=20", std::nullopt, {{"Accept-Encoding", "br"}});
        EXPECT_EQ(said(response, "Content-Encoding"), "br");
        EXPECT_EQ(text_of(response), plain);
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
