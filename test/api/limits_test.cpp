#include <ctime>

#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::int64_t seconds_of_a_day = 86'400;

std::int64_t number_in(const Response& response, const char* header) {
    const auto value = response.header(header);
    return value ? std::stoll(*value) : -1;
}

std::int64_t limit_of(const Response& response) { return number_in(response, "X-RateLimit-Limit"); }

/// -1 for a response that was not counted.
std::int64_t remaining(const Response& response) { return number_in(response, "X-RateLimit-Remaining"); }

MATCHER(IsTooMany, "is a 429 that says until when") {
    static_cast<void>(result_listener);
    const std::int64_t seconds = number_in(arg, "Retry-After");
    return testing::Matches(Refused(429, "too-many-requests"))(arg) && remaining(arg) == 0 && limit_of(arg) > 0 &&
           seconds > 0 && seconds <= seconds_of_a_day && number_in(arg, "X-RateLimit-Reset") > std::time(nullptr) - 60;
}

Response from_address(const Api& api, const std::string& address, const std::string& method, const std::string& path,
                      const std::optional<std::string>& body = std::nullopt) {
    return api.send(method, path, body, {{"X-Forwarded-For", address}});
}

/// Each test has a shop of its own: what was counted stays counted for a day.
class Limits : public testing::TestWithParam<DatabaseKind> {
 protected:
    static RunningShop shop_with(const Settings& limits) { return RunningShop(GetParam(), limits); }
    /// One that believes what this machine says of whom it speaks for.
    static RunningShop shop_behind_a_proxy(Settings limits) {
        limits["TILL_SERVER_TRUSTED_PROXIES"] = "127.0.0.1";
        return RunningShop(GetParam(), limits);
    }
};

TEST_P(Limits, AreAHundredADayForEachEndpoint) {
    ASSERT_THAT(run_till({"config"}).output, HasSubstr("default = \"100 per day\"  # default"));
    RunningShop shop = shop_behind_a_proxy({{"TILL_LIMITS_DEFAULT", "100 per day"}});
    const Shopper shopper = shop.new_shopper();
    const Shopper other = shop.new_shopper();
    const std::int64_t began = std::time(nullptr);
    for (int left = 99; left >= 0; --left) {
        const Response response = shopper.api.get("/products");
        ASSERT_THAT(response, HasStatus(200));
        ASSERT_EQ(remaining(response), left);
        ASSERT_EQ(limit_of(response), 100);
        ASSERT_GE(number_in(response, "X-RateLimit-Reset"), began + seconds_of_a_day - 60);
        ASSERT_LE(number_in(response, "X-RateLimit-Reset"), std::time(nullptr) + seconds_of_a_day + 1);
        ASSERT_FALSE(response.header("Retry-After"));
    }
    EXPECT_THAT(shopper.api.get("/products"), IsTooMany());
    EXPECT_THAT(shopper.api.get("/products?search=tea"), IsTooMany()) << "the endpoint counts, not the address";
    EXPECT_THAT(shopper.api.get("/products/"), IsTooMany());
    EXPECT_EQ(remaining(shopper.api.get("/categories")), 99);
    EXPECT_EQ(remaining(shopper.api.get("/products/1")), 99);
    EXPECT_EQ(remaining(shopper.api.post("/products", json::Object{})), 99) << "another method is another endpoint";
    EXPECT_EQ(remaining(other.api.get("/products")), 99);
    EXPECT_THAT(from_address(shopper.api, "203.0.113.9", "GET", "/products"), IsTooMany())
        << "an account is the same from everywhere";
    EXPECT_THAT(shop.signed_in(shopper.username).get("/products"), IsTooMany()) << "and after every sign-in";
}

TEST_P(Limits, CountWhoSignsInByAddress) {
    RunningShop shop = shop_behind_a_proxy({{"TILL_LIMITS_ROUTES", "signIn=3 per day"}});
    const std::string good = R"({"username":"keeper","password":")" + std::string(good_password) + "\"}";
    const auto sign_in = [&](const std::string& address) {
        return from_address(shop.anyone(), address, "POST", "/login", good);
    };
    for (int left = 2; left >= 0; --left) EXPECT_EQ(remaining(sign_in("203.0.113.7")), left);
    EXPECT_THAT(sign_in("203.0.113.7"), IsTooMany());
    EXPECT_THAT(from_address(shop.admin(), "203.0.113.7", "POST", "/login", good), IsTooMany())
        << "a token changes nothing where none is needed";
    EXPECT_THAT(sign_in("198.51.100.1, 203.0.113.7"), IsTooMany()) << "what a client writes there itself is hearsay";
    EXPECT_EQ(remaining(sign_in("203.0.113.7, 203.0.113.8")), 2);
    EXPECT_EQ(remaining(sign_in("2001:db8:1:2::1")), 2);
    EXPECT_EQ(remaining(sign_in("2001:db8:1:2:3::4")), 1) << "a /64 is one client";
    EXPECT_EQ(remaining(sign_in("2001:db8:1:3::1")), 2);
}

TEST_P(Limits, DoNotBelieveAStrangersXForwardedFor) {
    const RunningShop shop = shop_with({{"TILL_LIMITS_DEFAULT", "2 per day"}});
    for (const char* address : {"203.0.113.1", "203.0.113.2"}) {
        EXPECT_THAT(from_address(shop.anyone(), address, "GET", "/me"), Refused(401, "unauthorized"));
    }
    EXPECT_THAT(from_address(shop.anyone(), "203.0.113.3", "GET", "/me"), IsTooMany());
}

TEST_P(Limits, CountWhoHasNoGoodTokenByAddress) {
    const RunningShop shop = shop_behind_a_proxy({{"TILL_LIMITS_DEFAULT", "3 per day"}});
    const Api forger = shop.with_token(shop.admin().token() + "x");
    const std::string address = "203.0.113.7";
    EXPECT_EQ(remaining(from_address(shop.anyone(), address, "GET", "/orders")), 2);
    EXPECT_EQ(remaining(from_address(forger, address, "GET", "/orders")), 1);
    const Response last = from_address(forger, address, "GET", "/orders");
    EXPECT_THAT(last, Refused(401, "unauthorized"));
    EXPECT_EQ(remaining(last), 0);
    EXPECT_THAT(from_address(forger, address, "GET", "/orders"), IsTooMany());
    EXPECT_THAT(from_address(shop.anyone(), address, "GET", "/orders"), IsTooMany());
    EXPECT_EQ(remaining(from_address(shop.admin(), address, "GET", "/orders")), 2) << "an account is not its address";
    EXPECT_EQ(remaining(from_address(forger, "203.0.113.8", "GET", "/orders")), 2);
}

TEST_P(Limits, OfRoutesGoBeforeThoseOfRolesAndThoseBeforeTheDefault) {
    RunningShop shop = shop_with({{"TILL_LIMITS_DEFAULT", "70 per day"},
                                  {"TILL_LIMITS_ROLES", "customer=5 per day"},
                                  {"TILL_LIMITS_ROUTES", "listProducts=3 per day, listCategories="}});
    const Shopper shopper = shop.new_shopper();
    EXPECT_EQ(limit_of(shopper.api.get("/products")), 3);
    EXPECT_EQ(limit_of(shop.admin().get("/products")), 3);
    EXPECT_EQ(limit_of(shopper.api.get("/me")), 5);
    EXPECT_EQ(limit_of(shop.admin().get("/me")), 70);
    EXPECT_EQ(limit_of(shop.anyone().get("/me")), 70);
    EXPECT_EQ(limit_of(shopper.api.get("/categories")), -1) << "nothing is no limit";
    for (int left = 1; left >= 0; --left) EXPECT_EQ(remaining(shopper.api.get("/products")), left);
    EXPECT_THAT(shopper.api.get("/products"), IsTooMany());
    for (int left = 3; left >= 0; --left) EXPECT_EQ(remaining(shopper.api.get("/me")), left);
    EXPECT_THAT(shopper.api.get("/me"), IsTooMany());
    EXPECT_THAT(shop.admin().get("/me"), HasStatus(200));
}

TEST_P(Limits, HoldTogetherWhereThereAreSeveral) {
    RunningShop shop = shop_with({{"TILL_LIMITS_ROUTES", "showCart=5 per day; 3/hour, emptyCart=2/hour;9 per day"}});
    const Shopper shopper = shop.new_shopper();
    for (int left = 2; left >= 0; --left) {
        const Response response = shopper.api.get("/cart");
        EXPECT_EQ(limit_of(response), 3) << "the one that is nearest to its end speaks";
        EXPECT_EQ(remaining(response), left);
    }
    const Response refused = shopper.api.get("/cart");
    EXPECT_THAT(refused, IsTooMany());
    EXPECT_EQ(limit_of(refused), 3);
    EXPECT_LE(number_in(refused, "Retry-After"), 3600);
    EXPECT_THAT(refused.at("detail"), HasSubstr("3 per hour"));
    EXPECT_EQ(limit_of(shopper.api.del("/cart")), 2);
}

TEST_P(Limits, CountWhatFailsToo) {
    RunningShop shop = shop_with({{"TILL_LIMITS_ROLES", "customer=3 per day"}});
    const Shopper shopper = shop.new_shopper();
    EXPECT_THAT(shopper.api.get("/orders/987654321"), Refused(404, "not-found"));
    EXPECT_THAT(shopper.api.get("/orders/0"), HasStatus(404));
    EXPECT_EQ(remaining(shopper.api.get("/orders/987654321")), 0);
    EXPECT_THAT(shopper.api.get("/orders/987654321"), IsTooMany());
    for (int left = 2; left >= 0; --left) EXPECT_EQ(remaining(shopper.api.get("/accounts")), left) << "a 403";
    EXPECT_THAT(shopper.api.get("/accounts"), IsTooMany());
    EXPECT_EQ(remaining(shopper.api.send("POST", "/orders", "{")), 2);
    EXPECT_EQ(remaining(shopper.api.send("POST", "/orders", "{}")), 1);
    EXPECT_EQ(remaining(shopper.api.send("POST", "/orders", "x", {{"Content-Type", "text/plain"}})), 0);
    EXPECT_THAT(shopper.api.post("/orders", order_of(shop.new_product("Tea", "1.00", 5), 1)), IsTooMany());
    EXPECT_EQ(shop.admin().get("/orders").at("total"), "0") << "what is refused is not done";
}

TEST_P(Limits, DoNotCountPreflightsDocumentationAndWhatIsNotThere) {
    const RunningShop shop =
        shop_with({{"TILL_LIMITS_DEFAULT", "1 per day"}, {"TILL_CORS_ORIGINS", "https://shop.example.com"}});
    const Headers preflight{{"Origin", "https://shop.example.com"}, {"Access-Control-Request-Method", "GET"}};
    const Api anyone = shop.anyone();
    for (int i = 0; i < 5; ++i) {
        for (const auto& [response, status] :
             std::vector<std::pair<Response, int>>{{anyone.send("OPTIONS", "/products", std::nullopt, preflight), 204},
                                                   {anyone.get("/api/docs"), 200},
                                                   {anyone.get("/api/swagger.yaml"), 200},
                                                   {anyone.get("/api/openapi.json"), 200},
                                                   {anyone.get("/nothing"), 404},
                                                   {shop.admin().get("/nothing"), 404},
                                                   {shop.admin().del("/products"), 405}}) {
            EXPECT_THAT(response, HasStatus(status));
            EXPECT_EQ(remaining(response), -1);
        }
    }
    EXPECT_EQ(remaining(shop.admin().get("/products")), 0);
    EXPECT_EQ(remaining(anyone.get("/products")), 0);
    EXPECT_THAT(anyone.get("/products"), IsTooMany());
}

TEST_P(Limits, CountHeadWithGetAndAnswersThatWereKept) {
    const RunningShop shop = shop_with({{"TILL_LIMITS_ROUTES", "listProducts=4 per day"}});
    const Api& api = shop.admin();
    const Response made = api.get("/products");
    EXPECT_EQ(made.header("X-Cache"), "miss");
    EXPECT_EQ(remaining(made), 3);
    const Response kept = api.get("/products");
    EXPECT_EQ(kept.header("X-Cache"), "hit");
    EXPECT_EQ(remaining(kept), 2);
    EXPECT_EQ(remaining(api.send("HEAD", "/products")), 1);
    const Response known = api.send("GET", "/products", std::nullopt, {{"If-None-Match", *made.header("ETag")}});
    EXPECT_THAT(known, HasStatus(304));
    EXPECT_EQ(remaining(known), 0);
    EXPECT_EQ(api.send("HEAD", "/products").status, 429);
    EXPECT_THAT(api.get("/products"), IsTooMany());
}

TEST_P(Limits, LetInExactlyAsManyOfThoseThatComeAtOnce) {
    RunningShop shop = shop_with({{"TILL_LIMITS_ROUTES", "showCart=10 per day"}});
    const Shopper shopper = shop.new_shopper();
    const std::vector<Response> responses =
        all_at_once(64, [&](std::size_t) { return shop.with_token(shopper.api.token()).get("/cart"); });
    EXPECT_EQ(count_of(responses, 200), 10);
    EXPECT_EQ(count_of(responses, 429), 54);
}

TEST_P(Limits, StopTheStartWhereTheyNameWhatThereIsNot) {
    const FreshDatabase database(GetParam());
    const auto refusal = [&](const Settings& limits) {
        Settings settings = settings_for(database.options().url);
        for (const auto& [name, value] : limits) settings[name] = value;
        const FinishedRun run = run_till({"serve"}, settings);
        EXPECT_EQ(run.status, 1);
        EXPECT_EQ(run.output, "");
        return run.errors;
    };
    EXPECT_THAT(refusal({{"TILL_LIMITS_ROUTES", "orderTea=1 per day"}}), HasSubstr("limits.routes.orderTea"));
    EXPECT_THAT(refusal({{"TILL_LIMITS_ROLES", "king=1 per day"}}), HasSubstr("limits.roles.king"));
    EXPECT_THAT(refusal({{"TILL_LIMITS_DEFAULT", "many per day"}}), HasSubstr("limits.default"));
    EXPECT_THAT(refusal({{"TILL_LIMITS_ROLES", "admin=1 per day;"}}), HasSubstr("limits.roles.admin"));
    EXPECT_THAT(
        refusal({{"TILL_LIMITS_ROLES", "king=x"}, {"TILL_LIMITS_ROUTES", "orderTea=x, signIn=0/day"}}),
        AllOf(HasSubstr("limits.roles.king"), HasSubstr("limits.routes.orderTea"), HasSubstr("limits.routes.signIn")))
        << "all at once";
}

TILL_ON_BOTH_DATABASES(Limits);

}  // namespace
}  // namespace till::test
