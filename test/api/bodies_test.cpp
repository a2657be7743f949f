#include "support/images.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

// Bodies: how large, who may send them, and what is said before they have come.
class Bodies : public ShopTest {
 protected:
    /// The response to a header whose body is announced and never sent.
    static Response response_to_header(const std::string& request_line, const std::string& headers,
                                       const std::string& token = {}) {
        HttpClient client(shop().process().port());
        client.write(request_line + " HTTP/1.1\r\nHost: x\r\n" + headers +
                     (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n");
        return client.read();
    }
    static const std::string& admin_token() {
        static std::map<const RunningShop*, std::string> tokens;
        std::string& token = tokens[&shop()];
        if (token.empty()) {
            token = shop()
                        .anyone()
                        .post("/login", json::Object{{"username", admin_name}, {"password", good_password}})
                        .at("auth_token");
        }
        return token;
    }
};

TEST_P(Bodies, AreNotWaitedForWhereTheHeaderDecides) {
    const std::string json = "Content-Type: application/json\r\nContent-Length: 50000\r\n";
    EXPECT_THAT(response_to_header("POST /api/v1/orders", json), Refused(401, "unauthorized"));
    EXPECT_THAT(response_to_header("POST /api/v1/orders", json, "x"), Refused(401, "unauthorized"));
    EXPECT_THAT(response_to_header("POST /api/v1/nothing", json), Refused(404, "not-found"));
    EXPECT_THAT(response_to_header("DELETE /api/v1/products", json), Refused(405, "method-not-allowed"));
    EXPECT_THAT(response_to_header("POST /api/v1/login", json), Refused(413, "content-too-large"));
    EXPECT_THAT(
        response_to_header("POST /api/v1/orders", "Content-Type: text/plain\r\nContent-Length: 50\r\n", admin_token()),
        Refused(415, "unsupported-media-type"));
    EXPECT_THAT(response_to_header("POST /api/v1/orders",
                                   "Content-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 50\r\n",
                                   admin_token()),
                Refused(415, "unsupported-media-type"));
    EXPECT_THAT(response_to_header("POST /api/v1/orders", "Expect: 100-continue\r\n" + json),
                Refused(401, "unauthorized"))
        << "and nobody is invited in vain";
}

TEST_P(Bodies, HaveTheBoundOfTheirRoute) {
    const auto announced = [&](const std::string& path, const std::string& type, std::size_t bytes) {
        return response_to_header("POST /api/v1" + path,
                                  "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(bytes) + "\r\n",
                                  admin_token());
    };
    constexpr std::size_t megabyte = 1024UL * 1024;
    const auto bound = [](const Response& response) {
        EXPECT_THAT(response, Refused(413, "content-too-large"));
        return response.at("detail");
    };
    EXPECT_EQ(bound(announced("/login", "application/json", 16 * 1024 + 1)), "The body may have at most 16 KiB.");
    EXPECT_EQ(bound(announced("/orders", "application/json", megabyte + 1)), "The body may have at most 1 MiB.");
    EXPECT_EQ(bound(announced("/imports/products", "text/csv", 64 * megabyte + 1)),
              "The body may have at most 64 MiB.");
    EXPECT_EQ(bound(announced("/products/1/image", "image/png", 20 * megabyte + 1)),
              "The body may have at most 20 MiB.");
}

TEST_P(Bodies, OfImportsMayBeLargerThanAnyOther) {
    std::string csv = "sku,name,price\n";
    for (int row = 0; csv.size() < 2UL * 1024 * 1024; ++row) {
        csv += "L-" + std::to_string(row % 5) + "," + std::string(60, 'n') + ",1.00\n";
    }
    const Response preview = admin().send("POST", "/imports/products/preview", csv, {{"Content-Type", "text/csv"}});
    EXPECT_THAT(preview, HasStatus(200)) << "2 MiB";
}

TEST_P(Bodies, OfImagesMayBeThoseOfACamera) {
    const std::int64_t product = shop().new_product("Lamp", "1.00", 3);
    const std::string path = "/products/" + std::to_string(product) + "/image";
    // Bytes behind an image's end are ignored, so this is one of 3 MiB.
    const std::string large = jpeg_image(20, 10) + std::string(3UL * 1024 * 1024, '\0');
    const Response response = admin().send("POST", path, large, {{"Content-Type", "image/jpeg"}});
    EXPECT_THAT(response, HasStatus(200));
}

TEST_P(Bodies, ThatComeTooLateLeaveTheConnectionUsable) {
    HttpClient client(shop().process().port());
    for (int round = 0; round < 3; ++round) {
        EXPECT_THAT(client.send("POST", "/api/v1/orders", {{"Content-Type", "application/json"}}, R"({"items":[]})"),
                    Refused(401, "unauthorized"));
    }
}

TEST_P(Bodies, MayWriteIntegersWithAFraction) {
    const std::int64_t product = shop().new_product("Tea", "1.00", 30);
    const Shopper shopper = shop().new_shopper();
    const auto put = [&](const std::string& quantity) {
        return shopper.api.send("POST", "/cart/items",
                                R"({"product_id":)" + std::to_string(product) + R"(.0,"quantity":)" + quantity + "}");
    };
    EXPECT_THAT(put("1.0"), HasStatus(200));
    EXPECT_THAT(put("1e1"), HasStatus(200));
    EXPECT_EQ(put("5.0e0").at("items.0.quantity"), "16");
    EXPECT_THAT(put("1.5"), InvalidField("quantity"));
    EXPECT_THAT(put("1e400"), InvalidField("quantity"));
}

TEST_P(Bodies, ThatAreBombsAreRefused) {
    std::string zeros = "[0";
    while (zeros.size() < 15'000) zeros += ",0";
    EXPECT_THAT(shop().anyone().send("POST", "/login/refresh", zeros + "]").status, testing::AnyOf(400, 422));
    EXPECT_THAT(admin().send("POST", "/products", zeros + "]"), Refused(400, "malformed-json"))
        << "a product has a few values, not thousands";
    while (zeros.size() < 1'000'000) zeros += ",0";
    EXPECT_THAT(admin().send("POST", "/products", zeros + "]"), Refused(400, "malformed-json"));
    EXPECT_THAT(shop().anyone().send("POST", "/login/refresh", zeros + "]"), Refused(413, "content-too-large"));
}

TILL_SHOP_TEST(Bodies);

// What HTTP has that few clients use.
class TheLettersOfHttp : public ShopTest {
 protected:
    static Response ask(const std::string& bytes) {
        HttpClient client(shop().process().port());
        client.write(bytes);
        return client.read();
    }
};

TEST_P(TheLettersOfHttp, AbsoluteTargetsArePaths) {
    EXPECT_THAT(ask("GET http://shop.example/api/openapi.json HTTP/1.1\r\nHost: other\r\n\r\n"), HasStatus(200));
    EXPECT_THAT(ask("GET http://shop.example/api/v1/nothing HTTP/1.1\r\nHost: other\r\n\r\n"),
                Refused(404, "not-found"));
    EXPECT_THAT(ask("GET http://a@shop.example/api/openapi.json HTTP/1.1\r\nHost: other\r\n\r\n"),
                Refused(400, "malformed-request"));
}

TEST_P(TheLettersOfHttp, OptionsAskTheServerAndConnectLeadsNowhere) {
    const Response response = ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(response.status, 204);
    EXPECT_TRUE(response.header("Allow"));
    EXPECT_EQ(ask("CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example:443\r\n\r\n").status, 501);
}

TEST_P(TheLettersOfHttp, TokensMayStandBehindSeveralSpaces) {
    const Response in =
        shop().anyone().post("/login", json::Object{{"username", admin_name}, {"password", good_password}});
    const std::string token = in.at("auth_token");
    const auto me = [&](const std::string& authorization) {
        return ask("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization + "\r\n\r\n");
    };
    EXPECT_THAT(me("Bearer   " + token), HasStatus(200));
    EXPECT_THAT(me("bEARER " + token), HasStatus(200));
    EXPECT_THAT(me("Bearer" + token), Refused(401, "unauthorized"));
    EXPECT_THAT(me("Bearer\t" + token), Refused(401, "unauthorized"));
    EXPECT_THAT(me("Bearer"), Refused(401, "unauthorized"));
    EXPECT_THAT(me("Bearer " + token + "\r\nAuthorization: Bearer " + token), Refused(400, "malformed-request"));
}

TEST_P(TheLettersOfHttp, ConditionsAreEntityTags) {
    const std::string path = "/products/" + std::to_string(shop().new_product("Tea", "1.00", 3));
    const std::string tag = admin().get(path).header("ETag").value();
    const auto change = [&](const std::string& condition) {
        return admin().send("PATCH", path, R"({"name":"Mint"})", {{"If-Match", condition}});
    };
    EXPECT_THAT(change("\"1-"), Refused(400, "malformed-request"));
    EXPECT_THAT(change("1"), Refused(400, "malformed-request"));
    EXPECT_THAT(change("\"none\", " + tag), HasStatus(200));
    EXPECT_THAT(admin().send("GET", path, std::nullopt, {{"If-None-Match", "\"1-"}}),
                Refused(400, "malformed-request"));
}

TILL_SHOP_TEST(TheLettersOfHttp);

}  // namespace
}  // namespace till::test
