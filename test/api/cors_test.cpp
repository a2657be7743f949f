#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* listed[] = {"https://shop.example.com", "http://localhost:5173"};

/// Other origins, some of which look much like a listed one.
const std::vector<std::string>& strangers() {
    static const std::vector<std::string> origins{"https://evil.example",
                                                  "http://shop.example.com",
                                                  "https://shop.example.com:443",
                                                  "https://shop.example",
                                                  "https://shop.example.com.evil.example",
                                                  "https://evilshop.example.com",
                                                  "HTTPS://shop.example.com",
                                                  "https://shop.example.com/",
                                                  "http://localhost",
                                                  "http://localhost:51730",
                                                  "null",
                                                  "*",
                                                  "https://shop.example.com, http://localhost:5173"};
    return origins;
}

class CrossOrigin : public testing::TestWithParam<DatabaseKind> {
 protected:
    static Response send(const Api& api, const std::string& method, const std::string& path, Headers headers) {
        return api.send(method, path, std::nullopt, std::move(headers));
    }
    static Response preflight(const Api& api, const std::string& path, const std::string& origin,
                              const std::string& method) {
        return send(api, "OPTIONS", path,
                    {{"Origin", origin},
                     {"Access-Control-Request-Method", method},
                     {"Access-Control-Request-Headers", "authorization,content-type"}});
    }
    static std::string names_of_headers(const Response& response) {
        std::string names;
        for (const auto& [name, value] : response.headers) names += name + ' ';
        return names;
    }

    RunningShop shop_{GetParam(), {{"TILL_CORS_ORIGINS", std::string(listed[0]) + ", " + listed[1]}}};
};

TEST_P(CrossOrigin, PagesOfTheListMayCall) {
    for (const char* origin : listed) {
        const Response response = send(shop_.admin(), "GET", "/products", {{"Origin", origin}});
        ASSERT_THAT(response, HasStatus(200));
        EXPECT_EQ(response.header("Access-Control-Allow-Origin"), origin);
        EXPECT_THAT(
            said(response, "Access-Control-Expose-Headers"),
            AllOf(HasSubstr("ETag"), HasSubstr("Link"), HasSubstr("Location"), HasSubstr("X-Request-Id"),
                  HasSubstr("Retry-After"), HasSubstr("X-RateLimit-Remaining"), HasSubstr("Idempotent-Replayed")));
        EXPECT_FALSE(response.header("Access-Control-Allow-Credentials")) << "tokens travel in a header";
        EXPECT_THAT(said(response, "Vary"), AllOf(HasSubstr("Origin"), HasSubstr("Authorization")));
    }
}

TEST_P(CrossOrigin, OtherPagesAreToldNothing) {
    for (const std::string& origin : strangers()) {
        for (const Response& response : {send(shop_.admin(), "GET", "/products", {{"Origin", origin}}),
                                         preflight(shop_.anyone(), "/products", origin, "GET")}) {
            EXPECT_THAT(names_of_headers(response), testing::Not(HasSubstr("Access-Control"))) << origin;
            EXPECT_THAT(said(response, "Vary"), HasSubstr("Origin"))
                << "whoever keeps the answer must not give it to a page of the list";
        }
    }
    const Response no_page = shop_.admin().get("/products");
    EXPECT_THAT(names_of_headers(no_page), testing::Not(HasSubstr("Access-Control")));
    EXPECT_THAT(said(no_page, "Vary"), HasSubstr("Origin"));
}

TEST_P(CrossOrigin, ACachedResponseIsForEachPageItsOwn) {
    const std::string path = "/products?search=kept";
    EXPECT_EQ(send(shop_.admin(), "GET", path, {{"Origin", listed[0]}}).header("X-Cache"), "miss");
    const Response other = send(shop_.admin(), "GET", path, {{"Origin", listed[1]}});
    EXPECT_EQ(other.header("X-Cache"), "hit");
    EXPECT_EQ(other.header("Access-Control-Allow-Origin"), listed[1]);
    EXPECT_FALSE(
        send(shop_.admin(), "GET", path, {{"Origin", "https://evil.example"}}).header("Access-Control-Allow-Origin"));
    const Response known =
        send(shop_.admin(), "GET", path, {{"Origin", listed[0]}, {"If-None-Match", *other.header("ETag")}});
    EXPECT_THAT(known, HasStatus(304));
    EXPECT_EQ(known.header("Access-Control-Allow-Origin"), listed[0]);
}

TEST_P(CrossOrigin, APreflightNeedsNoToken) {
    for (const char* path : {"/products", "/products/1", "/orders", "/accounts/1", "/login"}) {
        const Response response = preflight(shop_.anyone(), path, listed[0], "POST");
        ASSERT_THAT(response, HasStatus(204)) << path;
        EXPECT_EQ(response.header("Access-Control-Allow-Origin"), listed[0]);
        EXPECT_THAT(said(response, "Access-Control-Allow-Headers"),
                    AllOf(HasSubstr("Authorization"), HasSubstr("Content-Type"), HasSubstr("Idempotency-Key"),
                          HasSubstr("If-Match"), HasSubstr("If-None-Match")));
        EXPECT_TRUE(response.header("Access-Control-Max-Age"));
        EXPECT_EQ(response.body, "");
        EXPECT_FALSE(response.header("X-RateLimit-Limit"));
    }
    EXPECT_EQ(preflight(shop_.anyone(), "/products/1", listed[0], "GET").header("Access-Control-Allow-Methods"),
              "GET, HEAD, PUT, PATCH, DELETE");
    EXPECT_THAT(preflight(shop_.anyone(), "/nothing", listed[0], "GET"), Refused(404, "not-found"));
    EXPECT_THAT(send(shop_.anyone(), "OPTIONS", "/products", {{"Origin", listed[0]}}),
                Refused(405, "method-not-allowed"))
        << "an OPTIONS that asks for no method is no preflight";
}

TEST_P(CrossOrigin, RefusalsCanBeReadByThePage) {
    const Shopper shopper = shop_.new_shopper();
    const Headers page{{"Origin", listed[0]}};
    for (const auto& [response, status] :
         std::vector<std::pair<Response, int>>{{send(shop_.anyone(), "GET", "/products", page), 401},
                                               {send(shopper.api, "GET", "/accounts", page), 403},
                                               {send(shopper.api, "GET", "/orders/987654321", page), 404},
                                               {send(shopper.api, "GET", "/nothing", page), 404},
                                               {send(shopper.api, "DELETE", "/products", page), 405},
                                               {shopper.api.send("POST", "/orders", "{", page), 400},
                                               {shopper.api.send("POST", "/orders", "{}", page), 422}}) {
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(fault_in_problem(response), "");
        EXPECT_EQ(response.header("Access-Control-Allow-Origin"), listed[0]) << status;
        EXPECT_TRUE(response.header("Access-Control-Expose-Headers")) << status;
    }
}

TEST_P(CrossOrigin, WhatNeverBecameARequestCanBeReadByThePage) {
    const std::string page = "Host: x\r\nX-Request-Id: mine\r\nOrigin: " + std::string(listed[0]) + "\r\n";
    const std::string csv = "Content-Type: text/csv\r\n";
    for (const auto& [bytes, status] : std::vector<std::pair<std::string, int>>{
             {"GET /api/v1/me HTTP/1.1\r\n" + page + "X-Large: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
             {"GET /api/v1/me HTTP/1.1\r\n" + page + "A : b\r\n\r\n", 400},
             {"POST /api/v1/login HTTP/1.1\r\n" + page + "Content-Length: 20000\r\n\r\n", 413},
             {"POST /api/v1/login HTTP/1.1\r\n" + page + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n", 413},
             {"POST /api/v1/login HTTP/1.1\r\n" + page + "Transfer-Encoding: chunked\r\n\r\nx\r\n", 400}}) {
        HttpClient client(shop_.process().port());
        client.write(bytes);
        const Response response = client.read();
        EXPECT_EQ(response.status, status) << bytes.substr(0, 200);
        EXPECT_EQ(fault_in_problem(response), "");
        EXPECT_EQ(response.header("Access-Control-Allow-Origin"), listed[0]) << status;
        EXPECT_EQ(response.header("X-Request-Id"), "mine") << status;
        EXPECT_EQ(response.header("Cache-Control"), "no-store") << status;
        EXPECT_THAT(said(response, "Vary"), HasSubstr("Origin")) << status;
    }
}

TEST_P(CrossOrigin, ThereIsNothingOfItWhereNobodyIsListed) {
    RunningShop closed(GetParam());
    EXPECT_THAT(names_of_headers(send(closed.admin(), "GET", "/products", {{"Origin", listed[0]}})),
                testing::Not(HasSubstr("Access-Control")));
    const Response response = preflight(closed.anyone(), "/products", listed[0], "GET");
    EXPECT_THAT(names_of_headers(response), testing::Not(HasSubstr("Access-Control")));
}

TILL_ON_BOTH_DATABASES(CrossOrigin);

}  // namespace
}  // namespace till::test
