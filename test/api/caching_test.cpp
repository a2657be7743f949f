#include <sstream>

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

std::string cached(const Response& response) { return response.header("X-Cache").value_or("(none)"); }
std::string rule_of(const Response& response) { return response.header("Cache-Control").value_or("(none)"); }

/// The value of a metric at the operators' listener.
std::int64_t figure(RunningShop& shop, const std::string& name) {
    HttpClient operators(shop.process().management_port());
    std::istringstream lines(operators.send("GET", "/metrics").body);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name + ' ')) return static_cast<std::int64_t>(std::stod(line.substr(name.size())));
    }
    throw std::runtime_error("there is no figure " + name);
}

Settings with_operators(Settings settings) {
    settings["TILL_SERVER_MANAGEMENT"] = "127.0.0.1:0";
    return settings;
}

class Caching : public ShopTest {
 protected:
    static std::string path_of(std::int64_t product) { return "/products/" + std::to_string(product); }
};

TEST_P(Caching, KeepsAResponseUntilAWriteInvalidatesIt) {
    const std::int64_t tea = shop().new_product("Kept tea", "1.00", 5);
    for (const std::string& path : {path_of(tea), std::string("/products?search=kept")}) {
        const Response made = admin().get(path);
        ASSERT_THAT(made, HasStatus(200));
        EXPECT_EQ(cached(made), "miss") << path;
        const Response kept = shop().new_shopper().api.get(path);
        EXPECT_EQ(cached(kept), "hit") << "whoever may ask gets the same answer: " << path;
        EXPECT_EQ(kept.body, made.body);
        EXPECT_EQ(kept.header("ETag"), made.header("ETag"));
        EXPECT_EQ(kept.header("Content-Type"), made.header("Content-Type"));
        EXPECT_EQ(kept.header("Link"), made.header("Link"));
        EXPECT_NE(kept.header("X-Request-Id"), made.header("X-Request-Id"));
    }
    const Response changed = admin().patch(path_of(tea), json::Object{{"price", "2.00"}});
    EXPECT_EQ(cached(changed), "(none)") << "only answers to GET";
    for (const std::string& path : {path_of(tea), std::string("/products?search=kept")}) {
        const Response made = admin().get(path);
        EXPECT_EQ(cached(made), "miss") << path;
        EXPECT_NE(made.body.find(R"("price":"2.00")"), std::string::npos);
        EXPECT_EQ(cached(admin().get(path)), "hit");
    }
}

TEST_P(Caching, LeavesWhatAWriteDoesNotInvalidate) {
    const std::string tea = path_of(shop().new_product("Tea", "1.00", 5));
    const std::string milk = path_of(shop().new_product("Milk", "1.00", 5));
    admin().get(tea);
    admin().patch(milk, json::Object{{"price", "2.00"}});
    shop().new_shopper();
    EXPECT_EQ(cached(admin().get(tea)), "hit");
}

TEST_P(Caching, AnswersHeadAndWhoHasItAlreadyFromWhatIsKept) {
    const std::string tea = path_of(shop().new_product("Tea", "1.00", 5));
    const Response head = admin().send("HEAD", tea);
    EXPECT_EQ(cached(head), "miss");
    const Response kept = admin().get(tea);
    EXPECT_EQ(cached(kept), "hit") << "HEAD has made the answer of GET";
    EXPECT_EQ(head.header("Content-Length"), std::to_string(kept.body.size()));
    EXPECT_EQ(head.header("ETag"), kept.header("ETag"));
    const auto asked_with = [&](const std::string& method, const std::string& tag) {
        return admin().send(method, tea, std::nullopt, {{"If-None-Match", tag}});
    };
    const std::string tag = kept.header("ETag").value();
    for (const std::string& tags : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        for (const char* method : {"GET", "HEAD"}) {
            const Response known = asked_with(method, tags);
            EXPECT_THAT(known, HasStatus(304)) << method << ' ' << tags;
            EXPECT_EQ(cached(known), "hit");
            EXPECT_EQ(known.body, "");
            EXPECT_EQ(known.header("ETag"), tag);
            EXPECT_EQ(rule_of(known), "private, no-cache");
            EXPECT_EQ(known.header("Vary"), "Authorization, Accept-Encoding");
        }
    }
    EXPECT_THAT(asked_with("GET", "\"x\""), HasStatus(200));
    admin().patch(tea, json::Object{{"price", "3.00"}});
    const Response changed = asked_with("GET", tag);
    EXPECT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.at("price"), "3.00");
    EXPECT_NE(changed.header("ETag"), tag);
}

TEST_P(Caching, TellsAQueryFromAnotherAndNotItsOrder) {
    EXPECT_EQ(cached(admin().get("/products?per_page=7&max_price=9.00")), "miss");
    EXPECT_EQ(cached(admin().get("/products?max_price=9.00&per_page=7")), "hit");
    EXPECT_EQ(cached(admin().get("/products?max_price=9.00&per_page=8")), "miss");
    EXPECT_EQ(cached(admin().get("/products?min_price=9.00&per_page=7")), "miss");
    EXPECT_EQ(cached(admin().get("/products?search=per_page%3D7")), "miss");
}

TEST_P(Caching, KeepsNoRefusals) {
    for (int i = 0; i < 2; ++i) {
        const Response nothing = admin().get("/products/987654321");
        EXPECT_THAT(nothing, Refused(404, "not-found"));
        EXPECT_NE(cached(nothing), "hit");
        EXPECT_EQ(rule_of(nothing), "no-store");
        EXPECT_NE(cached(admin().get("/products?page=0")), "hit");
    }
}

TEST_P(Caching, SaysWhatMayBeKeptByWhom) {
    const Shopper shopper = shop().new_shopper();
    const std::string tea = std::to_string(shop().new_product("Tea", "1.00", 9));
    for (const std::string& path : {"/products/" + tea, std::string("/me"), std::string("/cart")}) {
        for (const char* expected : {"miss", "hit"}) {
            const Response response = shopper.api.get(path);
            EXPECT_EQ(cached(response), expected) << path;
            EXPECT_EQ(rule_of(response), "private, no-cache") << path;
            EXPECT_EQ(response.header("Vary"), "Authorization, Accept-Encoding") << path;
        }
    }
    const Response order = shopper.api.post("/orders", order_of(std::stoll(tea), 1));
    ASSERT_THAT(order, HasStatus(201));
    for (const Response& response :
         {order, shop().anyone().get("/products"), shopper.api.get("/accounts"), shopper.api.get("/nothing"),
          shopper.api.del("/cart"), shopper.api.send("POST", "/orders", "{"), shopper.api.del("/products")}) {
        EXPECT_EQ(rule_of(response), "no-store") << testing::PrintToString(response);
    }
}

TEST_P(Caching, GivesEachAccountItsOwn) {
    const Shopper one = shop().new_shopper();
    const Shopper other = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.00", 9);
    const std::string order = "/orders/" + one.api.post("/orders", order_of(tea, 1)).at("id");
    for (const std::string& path : {std::string("/me"), std::string("/cart"), std::string("/me/orders")}) {
        one.api.get(path);
        const Response kept = one.api.get(path);
        EXPECT_EQ(cached(kept), "hit");
        EXPECT_EQ(cached(other.api.get(path)), "miss") << path;
    }
    EXPECT_NE(other.api.get("/me").body, one.api.get("/me").body);
    EXPECT_EQ(other.api.get("/me/orders").at("total"), "0");
    one.api.get(order);
    admin().get(order);
    EXPECT_EQ(cached(one.api.get(order)), "hit");
    EXPECT_EQ(cached(admin().get(order)), "hit");
    EXPECT_THAT(other.api.get(order), Refused(404, "not-found"));
}

TILL_SHOP_TEST(Caching);

/// Shops with other rules, each for itself.
class CachingRules : public testing::TestWithParam<DatabaseKind> {};

TEST_P(CachingRules, LetEveryoneKeepAPublicCatalogue) {
    RunningShop shop(GetParam(), {{"TILL_ACCESS_PUBLIC_CATALOGUE", "true"}});
    shop.new_product("Tea", "1.00", 9);
    for (const char* path : {"/products", "/products/1", "/categories"}) {
        const Response made = shop.anyone().get(path);
        EXPECT_EQ(cached(made), "miss");
        EXPECT_EQ(rule_of(made), "public, no-cache") << path;
        EXPECT_EQ(made.header("Vary"), "Accept-Encoding") << "the answer is the same for all";
        const Response kept = shop.admin().get(path);
        EXPECT_EQ(cached(kept), "hit");
        EXPECT_EQ(kept.body, made.body);
        EXPECT_EQ(rule_of(kept), "public, no-cache") << path;
    }
    EXPECT_EQ(rule_of(shop.admin().get("/me")), "private, no-cache");
    EXPECT_EQ(rule_of(shop.admin().get("/orders")), "private, no-cache");
    EXPECT_EQ(rule_of(shop.with_token("x").get("/products")), "no-store") << "a 401";
}

TEST_P(CachingRules, KeepNothingWhereTheCacheIsOff) {
    RunningShop shop(GetParam(), with_operators({{"TILL_CACHE_SECONDS", "0"}}));
    for (int i = 0; i < 3; ++i) EXPECT_EQ(cached(shop.admin().get("/products")), "miss");
    const std::vector<Response> responses =
        all_at_once(16, [&](std::size_t) { return shop.with_token(shop.admin().token()).get("/products"); });
    for (const Response& response : responses) EXPECT_EQ(cached(response), "miss");
    EXPECT_EQ(figure(shop, "till_cache_hits_total"), 0);
    EXPECT_EQ(figure(shop, "till_cache_bytes"), 0);
}

TEST_P(CachingRules, MakeAResponseOnceHoweverManyAskAtOnce) {
    RunningShop shop(GetParam(), with_operators({}));
    for (int i = 0; i < 200; ++i) shop.new_product("Heavy " + std::to_string(i), "1.00", i);
    shop.admin().get("/me");
    for (int round = 0; round < 5; ++round) {
        const std::string path = "/products?search=heavy&per_page=100&max_price=" + std::to_string(round + 1) + ".00";
        const std::int64_t before = figure(shop, "till_cache_misses_total");
        const std::int64_t hits = figure(shop, "till_cache_hits_total");
        const std::int64_t waits = figure(shop, "till_cache_waits_total");
        const std::vector<Response> responses =
            all_at_once(64, [&](std::size_t) { return shop.with_token(shop.admin().token()).get(path); });
        EXPECT_EQ(count_of(responses, 200), 64);
        for (const Response& response : responses) EXPECT_EQ(response.body, responses.front().body);
        EXPECT_EQ(figure(shop, "till_cache_misses_total") - before, 1);
        EXPECT_EQ(figure(shop, "till_cache_hits_total") - hits + figure(shop, "till_cache_waits_total") - waits, 63)
            << "each of them once, whoever was faster";
    }
}

TEST_P(CachingRules, HoldNoMoreMemoryThanThereIsForIt) {
    constexpr std::int64_t megabyte = 1024 * 1024;
    RunningShop shop(GetParam(), with_operators({{"TILL_CACHE_MEGABYTES", "1"}}));
    for (int i = 0; i < 100; ++i) {
        shop.new_product({{"name", "Large " + std::to_string(i)}, {"price", "1.00"}, {"description", "x"}});
    }
    std::int64_t sent = 0;
    for (int i = 1; i <= 200; ++i) {
        const std::string path = "/products?per_page=100&max_price=" + std::to_string(i) + ".00";
        const Response made = shop.admin().get(path);
        ASSERT_EQ(cached(made), "miss");
        ASSERT_EQ(cached(shop.admin().get(path)), "hit") << "the latest is kept";
        sent += static_cast<std::int64_t>(made.body.size());
        if (i % 20 == 0) {
            EXPECT_LE(figure(shop, "till_cache_bytes"), megabyte);
        }
    }
    EXPECT_GT(sent, 2 * megabyte) << "more than there is room for";
    EXPECT_GT(figure(shop, "till_cache_bytes"), megabyte / 2) << "the room is used";
    EXPECT_GT(figure(shop, "till_cache_evictions_total"), 50);
    EXPECT_EQ(cached(shop.admin().get("/products?per_page=100&max_price=1.00")), "miss") << "the oldest gave way";
}

TILL_ON_BOTH_DATABASES(CachingRules);

}  // namespace
}  // namespace till::test
