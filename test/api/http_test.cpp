#include <array>

#include "support/shop_test.h"

namespace till::test {
namespace {

// What holds for every endpoint.
class EveryEndpoint : public ShopTest {};

TEST_P(EveryEndpoint, SaysWhichMethodsAPathKnows) {
    const std::vector<std::array<std::string, 3>> cases{
        {"DELETE", "/products", "GET, HEAD, POST"},
        {"POST", "/products/1", "GET, HEAD, PUT, PATCH, DELETE"},
        {"GET", "/login", "POST"},
        {"PUT", "/cart", "GET, HEAD, DELETE"},
        {"PATCH", "/orders", "GET, HEAD, POST"},
        {"POST", "/api/docs", "GET, HEAD"},
    };
    const auto methods = [](const std::string& list) {
        std::vector<std::string> names;
        for (std::size_t begin = 0; begin < list.size();) {
            const auto end = std::min(list.find(", ", begin), list.size());
            names.push_back(list.substr(begin, end - begin));
            begin = end + 2;
        }
        return names;
    };
    for (const auto& [method, path, allow] : cases) {
        const Response response = shop().anyone().send(method, path);
        EXPECT_THAT(response, Refused(405, "method-not-allowed")) << method << ' ' << path;
        EXPECT_THAT(methods(said(response, "Allow")), testing::UnorderedElementsAreArray(methods(allow)));
    }
}

TEST_P(EveryEndpoint, RefusesMethodsThatNobodyKnows) {
    for (const char* method : {"BREW", "get", "TRACE", "CONNECT"}) {
        const Response response = HttpClient(shop().process().port()).send(method, "/api/v1/products");
        EXPECT_THAT(response.status, testing::AnyOf(400, 405, 501)) << method;
        EXPECT_EQ(fault_in_problem(response), "") << method;
    }
}

TEST_P(EveryEndpoint, SaysWhatIsNotThere) {
    for (const char* path :
         {"/nothing", "/products/1/nothing", "/api", "/api/v2/products", "/products//1", "/Products"}) {
        EXPECT_THAT(admin().get(path), Refused(404, "not-found")) << path;
    }
    HttpClient program(shop().process().port());
    EXPECT_THAT(program.send("GET", "/nothing", {{"Accept", "application/json"}}), Refused(404, "not-found"));
    EXPECT_THAT(program.send("GET", "/nothing"), HasStatus(404)) << "the shop's page for people";
}

TEST_P(EveryEndpoint, IsThereWithAndWithoutASlashAtTheEnd) {
    shop().new_product("Tea", "1.00", 3);
    EXPECT_EQ(admin().get("/products/").body, admin().get("/products").body);
    EXPECT_EQ(admin().get("/products/1/").body, admin().get("/products/1").body);
    EXPECT_EQ(admin().get("/products/?per_page=1").at("per_page"), "1");
    const std::string body = R"({"name":"Slash","price":"1.00"})";
    EXPECT_THAT(admin().send("POST", "/products/", body), HasStatus(201));
}

TEST_P(EveryEndpoint, AnswersHeadLikeGetWithoutTheBody) {
    shop().new_product("Tea", "1.00", 3);
    for (const char* path : {"/products", "/products/1", "/me", "/api/docs", "/api/openapi.json", "/products/999999"}) {
        const Response get = admin().get(path);
        const Response head = admin().send("HEAD", path);
        EXPECT_EQ(head.status, get.status) << path;
        EXPECT_EQ(head.body, "");
        EXPECT_EQ(head.header("Content-Type"), get.header("Content-Type")) << path;
        EXPECT_EQ(head.header("Content-Length"), get.header("Content-Length")) << path;
        EXPECT_EQ(head.header("Link"), get.header("Link")) << path;
        EXPECT_EQ(admin().get("/me").status, 200) << "the connection goes on behind a HEAD";
    }
}

TEST_P(EveryEndpoint, GivesTheRequestsOwnIdBack) {
    const auto id_for = [&](const std::string& given) {
        const Response response = admin().send("GET", "/me", std::nullopt, {{"X-Request-Id", given}});
        EXPECT_THAT(response, HasStatus(200));
        return said(response, "X-Request-Id");
    };
    for (const std::string& good : {std::string("a"), std::string("A-b_c.9"), std::string(64, 'x')}) {
        EXPECT_EQ(id_for(good), good);
    }
    for (const std::string& bad : {std::string(65, 'x'), std::string("a b"), std::string("a/b"), std::string("ä"),
                                   std::string("\"x\""), std::string("a,b")}) {
        EXPECT_NE(id_for(bad), bad);
        EXPECT_THAT(id_for(bad), testing::MatchesRegex("[A-Za-z0-9._-]+"));
    }
    EXPECT_NE(admin().get("/me").header("X-Request-Id"), admin().get("/me").header("X-Request-Id"));
    const Response refused = shop().anyone().send("GET", "/nothing", std::nullopt, {{"X-Request-Id", "look-here"}});
    EXPECT_EQ(refused.header("X-Request-Id"), "look-here");
    EXPECT_EQ(refused.at("request_id"), "look-here");
}

TEST_P(EveryEndpoint, RefusesAddressesThatAreNone) {
    for (const char* target : {"/api/v1/products?search=%", "/api/v1/products?search=%zz",
                               "/api/v1/products?search=%ff", "/api/v1/products/%ff", "/api/v1/pro%zzducts",
                               "/api/v1/products?search=%C0%80", "/api/v1/products?search=%ED%A0%80"}) {
        EXPECT_THAT(admin().get(target), Refused(400, "malformed-request")) << target;
    }
}

TEST_P(EveryEndpoint, KnowsOnlyItsOwnQuestions) {
    EXPECT_THAT(admin().get("/products?colour=red"), InvalidField("colour"));
    EXPECT_THAT(admin().get("/products?page=1&page=2"), InvalidField("page"));
    EXPECT_THAT(
        admin().get("/products?in_stock=maybe&min_price=x&max_price=-1&sort=&category=" + std::string(101, 'c')),
        Invalid(std::vector<std::string>{"in_stock", "min_price", "max_price", "sort", "category"}));
}

TEST_P(EveryEndpoint, HasPagesFromOneAndAtMostAHundredOnEach) {
    const Shopper shopper = shop().new_shopper();
    const std::string movements =
        "/products/" + std::to_string(shop().new_product("Tea", "1.00", 3)) + "/stock-movements";
    const std::vector<std::pair<const Api*, std::string>> lists{
        {&admin(), "/products"}, {&admin(), "/orders"}, {&admin(), movements}, {&shopper.api, "/me/orders"}};
    for (const auto& [api, path] : lists) {
        EXPECT_EQ(api->get(path + "?per_page=100").at("per_page"), "100") << path;
        EXPECT_THAT(api->get(path + "?page=1000000000&per_page=100"), HasStatus(200)) << path;
        for (const char* bad : {"0", "-1", "x", "", "1.5", "9223372036854775808", "18446744073709551616", "1e2", "%201",
                                "0x1", "%2B1", "null", "1%00"}) {
            EXPECT_THAT(api->get(path + "?page=" + bad), InvalidField("page")) << path << ' ' << bad;
            EXPECT_THAT(api->get(path + "?per_page=" + bad), InvalidField("per_page")) << path << ' ' << bad;
        }
        EXPECT_THAT(api->get(path + "?per_page=101"), InvalidField("per_page")) << path;
        EXPECT_THAT(api->get(path + "?page=9223372036854775807"), InvalidField("page")) << path;
        EXPECT_THAT(api->get(path + "?page=0&per_page=101&colour=red"),
                    Invalid(std::vector<std::string>{"page", "per_page", "colour"}));
    }
}

TEST_P(EveryEndpoint, HasIdsFromOne) {
    const Shopper shopper = shop().new_shopper();
    const auto nothing_at = [](const Response& response, const std::string& path) {
        EXPECT_THAT(response, Refused(404, "not-found")) << path;
    };
    for (const std::string& id : std::vector<std::string>{"0", "-1", "9007199254740991", "9007199254740992",
                                                          "9223372036854775808", "18446744073709551616", "x", "1x",
                                                          "1.0", "+1", "%201", "01e1", "1%00", "%00", "null"}) {
        for (const std::string& path : {"/products/" + id, "/customers/" + id, "/accounts/" + id, "/orders/" + id,
                                        "/products/" + id + "/stock-movements"}) {
            nothing_at(admin().get(path), path);
        }
        nothing_at(admin().del("/products/" + id), id);
        nothing_at(admin().patch("/products/" + id, json::Object{{"name", "x"}}), id);
        nothing_at(shopper.api.del("/cart/items/" + id), id);
        nothing_at(shopper.api.put("/cart/items/" + id, json::Object{{"quantity", 1}}), id);
    }
}

TILL_SHOP_TEST(EveryEndpoint);

}  // namespace
}  // namespace till::test
