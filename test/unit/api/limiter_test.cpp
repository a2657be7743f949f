#include "api/limiter.h"

#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

#include "platform/limits/fixed_windows.h"
#include "api/problem_json.h"
#include "support/fixed_clock.h"

namespace till {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

Route route(http::Method method, std::string path, std::string operation) {
    Route route;
    route.method = method;
    route.path = std::move(path);
    route.operation = std::move(operation);
    return route;
}

class TheLimiter : public testing::Test {
 protected:
    Limiter limiter(const LimitTexts& texts) { return {texts, routes, {"admin", "customer"}, windows, clock}; }

    std::string refusal(const LimitTexts& texts) {
        try {
            limiter(texts);
        } catch (const std::invalid_argument& error) {
            return error.what();
        }
        return "";
    }

    const std::vector<Route> routes = {route(http::Method::post, "/orders", "placeOrder"),
                                       route(http::Method::get, "/products", "listProducts"),
                                       route(http::Method::get, "/docs", ""), route(http::Method::get, "/docs/{}", "")};
    const Route& place_order = routes[0];
    const Route& list_products = routes[1];
    limits::FixedWindows windows{1024 * 1024};
    test::FixedClock clock;
};

std::uint32_t limit(const std::optional<limits::Verdict>& verdict) { return verdict ? verdict->limit.amount : 0; }

TEST_F(TheLimiter, TakesTheRoutesLimitsBeforeTheRolesBeforeTheDefault) {
    const Limiter limits = limiter({"100 per day", {{"placeOrder", "10 per minute"}}, {{"admin", "1000 per day"}}});
    EXPECT_EQ(limit(limits.count(place_order, "admin", "a")), 10U);
    EXPECT_EQ(limit(limits.count(place_order, "", "a")), 10U);
    EXPECT_EQ(limit(limits.count(list_products, "admin", "a")), 1000U);
    EXPECT_EQ(limit(limits.count(list_products, "customer", "a")), 100U);
    EXPECT_EQ(limit(limits.count(list_products, "", "a")), 100U);
}

TEST_F(TheLimiter, CountsNothingWhereThereIsNoLimit) {
    EXPECT_FALSE(limiter({"", {}, {}}).count(place_order, "", "a"));
    EXPECT_FALSE(limiter({"1/day", {{"placeOrder", ""}}, {}}).count(place_order, "", "a"));
    EXPECT_FALSE(limiter({"1/day", {}, {{"admin", ""}}}).count(place_order, "admin", "a"));
    Route uncounted = route(http::Method::get, "/docs", "");
    uncounted.counted = false;
    EXPECT_FALSE(limiter({"1/day", {}, {}}).count(uncounted, "", "a"));
    EXPECT_EQ(windows.size(), 0U);
}

TEST_F(TheLimiter, CountsEachRouteAndEachClientApart) {
    const Limiter limits = limiter({"1 per day", {}, {}});
    for (const Route& route : routes) {
        for (const std::string& client :
             {limited_account(7), limited_account(8), limited_address("7"), limited_address("192.0.2.7")}) {
            EXPECT_TRUE(limits.count(route, "", client)->allowed) << route.path << client;
            EXPECT_FALSE(limits.count(route, "", client)->allowed) << route.path << client;
        }
    }
}

TEST_F(TheLimiter, CountsAnAddressOfTheSixthVersionByItsNetwork) {
    EXPECT_EQ(limited_address("2001:db8::1"), limited_address("2001:db8::2"));
    EXPECT_NE(limited_address("2001:db8::1"), limited_address("2001:db8:0:1::1"));
}

TEST_F(TheLimiter, TellsTheClientWhereItStands) {
    const Limiter limits = limiter({"2 per minute", {}, {}});
    http::Response response;
    add_limit_headers(response.headers, *limits.count(place_order, "", "a"));
    const auto epoch = std::chrono::floor<std::chrono::seconds>(clock.time + 1min).time_since_epoch().count();
    EXPECT_EQ(response.headers.find("X-RateLimit-Limit"), "2");
    EXPECT_EQ(response.headers.find("X-RateLimit-Remaining"), "1");
    EXPECT_EQ(response.headers.find("X-RateLimit-Reset"), std::to_string(epoch));
}

TEST_F(TheLimiter, RefusesWith429AndWhenToComeBack) {
    const Limiter limits = limiter({"1 per minute", {}, {}});
    limits.count(place_order, "", "a");
    clock.time += 20s;
    const auto verdict = limits.count(place_order, "", "a");
    ASSERT_FALSE(verdict->allowed);
    const http::Response response = problem_response(refusal_of(*verdict), "id");
    EXPECT_EQ(response.status, 429);
    EXPECT_THAT(std::string(response.body.view()), HasSubstr("\"code\":\"too-many-requests\""));
    EXPECT_THAT(std::string(response.body.view()), HasSubstr("The limit is 1 per minute."));
    EXPECT_THAT(response.headers, testing::Contains(testing::AllOf(Field(&http::Header::name, "Retry-After"),
                                                                   Field(&http::Header::value, "40"))));
}

TEST_F(TheLimiter, DoesNotStartWithWhatItDoesNotKnow) {
    EXPECT_EQ(refusal({"100 per day", {{"placeOrders", "1/day"}}, {{"owner", "1/day"}}}),
              "limits.roles.owner: there is no such role\n"
              "limits.routes.placeOrders: there is no such operation");
    EXPECT_THAT(refusal({"often", {}, {}}), HasSubstr("limits.default: \"often\" is not a limit"));
    EXPECT_THAT(refusal({"", {{"placeOrder", "1"}}, {}}), HasSubstr("limits.routes.placeOrder: \"1\" is not a limit"));
    EXPECT_THAT(refusal({"", {}, {{"admin", "x"}}}), HasSubstr("limits.roles.admin: \"x\" is not a limit"));
}

class CounterElsewhere : public limits::SharedCounter {
 public:
    void hit(std::string key, std::span<const limits::Limit> limits, Timestamp /*now*/, Done done) override {
        keys.push_back(std::move(key));
        done({.allowed = false, .limit = limits.front(), .remaining = 0, .reset = {}, .retry_after = 1s});
    }
    std::vector<std::string> keys;
};

TEST_F(TheLimiter, LeavesCountingToWhatIsShared) {
    CounterElsewhere elsewhere;
    const Limiter limits({"1 per day", {{"listProducts", ""}}, {}}, routes, {}, windows, clock, &elsewhere);
    ASSERT_TRUE(limits.is_shared());
    std::optional<limits::Verdict> verdict;
    limits.count_shared(place_order, "", "a", [&](const auto& found) { verdict = found; });
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->allowed);
    EXPECT_EQ(verdict->limit, (limits::Limit{1, std::chrono::days(1)}));
    EXPECT_THAT(elsewhere.keys, testing::ElementsAre("placeOrder a"));
    limits.count_shared(list_products, "", "a", [&](const auto& found) { verdict = found; });
    EXPECT_FALSE(verdict) << "what has no limit is not asked about";
    EXPECT_EQ(elsewhere.keys.size(), 1U);
}

TEST_F(TheLimiter, KnowsTheLongestWaitThereIs) {
    const limits::Verdict verdict{false, {1, std::chrono::days(36'000'000)}, 0, {}, std::chrono::days(36'000'000)};
    EXPECT_EQ(refusal_of(verdict).retry_after_s(), std::numeric_limits<int>::max());
}

}  // namespace
}  // namespace till
