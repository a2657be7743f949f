#include "api/limiter.h"

#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

#include "api/problem_json.h"
#include "platform/limits/fixed_windows.h"
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

/// The verdict of a counter that has it at once.
std::optional<limits::Verdict> count(const Limiter& limiter, const Route& route, std::string_view role,
                                     std::string_view client) {
    const Limiter::Outcome outcome = limiter.count(route, role, client, {});
    EXPECT_FALSE(outcome.is_pending);
    return outcome.verdict;
}

std::uint32_t limit(const std::optional<limits::Verdict>& verdict) { return verdict ? verdict->limit.amount : 0; }

TEST_F(TheLimiter, TakesTheRoutesLimitsBeforeTheRolesBeforeTheDefault) {
    const Limiter limits = limiter({"100 per day", {{"placeOrder", "10 per minute"}}, {{"admin", "1000 per day"}}});
    EXPECT_EQ(limit(count(limits, place_order, "admin", "a")), 10U);
    EXPECT_EQ(limit(count(limits, place_order, "", "a")), 10U);
    EXPECT_EQ(limit(count(limits, list_products, "admin", "a")), 1000U);
    EXPECT_EQ(limit(count(limits, list_products, "customer", "a")), 100U);
    EXPECT_EQ(limit(count(limits, list_products, "", "a")), 100U);
}

TEST_F(TheLimiter, CountsNothingWhereThereIsNoLimit) {
    EXPECT_FALSE(count(limiter({"", {}, {}}), place_order, "", "a"));
    EXPECT_FALSE(count(limiter({"1/day", {{"placeOrder", ""}}, {}}), place_order, "", "a"));
    EXPECT_FALSE(count(limiter({"1/day", {}, {{"admin", ""}}}), place_order, "admin", "a"));
    Route uncounted = route(http::Method::get, "/docs", "");
    uncounted.counted = false;
    EXPECT_FALSE(count(limiter({"1/day", {}, {}}), uncounted, "", "a"));
    EXPECT_EQ(windows.size(), 0U);
}

TEST_F(TheLimiter, CountsEachRouteAndEachClientApart) {
    const Limiter limits = limiter({"1 per day", {}, {}});
    for (const Route& route : routes) {
        for (const std::string& client :
             {limited_account(7), limited_account(8), limited_address("7"), limited_address("192.0.2.7")}) {
            EXPECT_TRUE(count(limits, route, "", client)->allowed) << route.path << client;
            EXPECT_FALSE(count(limits, route, "", client)->allowed) << route.path << client;
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
    add_limit_headers(response.headers, *count(limits, place_order, "", "a"));
    const auto epoch = std::chrono::floor<std::chrono::seconds>(clock.time + 1min).time_since_epoch().count();
    EXPECT_EQ(response.headers.find("X-RateLimit-Limit"), "2");
    EXPECT_EQ(response.headers.find("X-RateLimit-Remaining"), "1");
    EXPECT_EQ(response.headers.find("X-RateLimit-Reset"), std::to_string(epoch));
}

TEST_F(TheLimiter, RefusesWith429AndWhenToComeBack) {
    const Limiter limits = limiter({"1 per minute", {}, {}});
    count(limits, place_order, "", "a");
    clock.time += 20s;
    const auto verdict = count(limits, place_order, "", "a");
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

class CounterElsewhere : public limits::Counter {
 public:
    std::optional<limits::Verdict> hit(std::string_view key, std::span<const limits::Limit> limits, Timestamp /*now*/,
                                       const limits::MakeDone& make_done) override {
        const limits::Done done = make_done();
        keys.emplace_back(key);
        done({.allowed = false, .limit = limits.front(), .remaining = 0, .reset = {}, .retry_after = 1s});
        return std::nullopt;
    }
    std::vector<std::string> keys;
};

TEST_F(TheLimiter, HandsOnAVerdictThatComesLater) {
    CounterElsewhere elsewhere;
    const Limiter limits({"1 per day", {{"listProducts", ""}}, {}}, routes, {}, elsewhere, clock);
    std::optional<limits::Verdict> verdict;
    const auto keep = [&] { return limits::Done([&](const limits::Verdict& found) { verdict = found; }); };
    const Limiter::Outcome outcome = limits.count(place_order, "", "a", keep);
    EXPECT_TRUE(outcome.is_pending);
    EXPECT_FALSE(outcome.verdict);
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->allowed);
    EXPECT_EQ(verdict->limit, (limits::Limit{1, std::chrono::days(1)}));
    EXPECT_THAT(elsewhere.keys, testing::ElementsAre("placeOrder a"));
    EXPECT_FALSE(limits.count(list_products, "", "a", keep).is_pending) << "what has no limit is not asked about";
    EXPECT_EQ(elsewhere.keys.size(), 1U);
}

TEST_F(TheLimiter, KnowsTheLongestWaitThereIs) {
    const limits::Verdict verdict{false, {1, std::chrono::days(36'000'000)}, 0, {}, std::chrono::days(36'000'000)};
    EXPECT_EQ(refusal_of(verdict).retry_after_s(), std::numeric_limits<int>::max());
}

}  // namespace
}  // namespace till
