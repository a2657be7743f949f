#include "app/options.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "app/features.h"
#include "platform/limits/fixed_windows.h"
#include "support/fixed_clock.h"
#include "support/places.h"

namespace till {
namespace {

const Route& route_named(const std::vector<Route>& routes, std::string_view operation) {
    return *std::find_if(routes.begin(), routes.end(),
                         [&](const Route& route) { return route.operation == operation; });
}

class Options : public testing::Test {
 protected:
    Limiter limiter_of(const std::string& file) {
        const Configuration configuration = load_configuration(test::source_path("config/" + file), {});
        return {limit_texts(configuration), routes, {"admin", "customer", "staff"}, windows, clock};
    }
    std::uint32_t limit(const Limiter& limiter, std::string_view operation, std::string_view role) {
        const auto outcome = limiter.count(route_named(routes, operation), role, "a", {});
        return outcome.verdict.value_or(limits::Verdict{}).limit.amount;
    }

    const std::vector<Route> routes = all_routes();
    limits::FixedWindows windows{1024 * 1024};
    test::FixedClock clock;
};

TEST_F(Options, OfTillTomlLimitEverythingToAHundredADay) {
    const Limiter limiter = limiter_of("till.toml");
    for (const Route& route : routes) {
        const auto verdict = limiter.count(route, "customer", "a", {}).verdict;
        if (!route.counted) continue;
        ASSERT_TRUE(verdict.has_value()) << route.path;
        EXPECT_EQ(limits::to_text(verdict->limit), "100 per day") << route.path;
    }
}

TEST_F(Options, OfShopTomlNameOnlyOperationsThatThereAre) {
    const Limiter limiter = limiter_of("shop.toml");
    EXPECT_EQ(limit(limiter, "signIn", ""), 20U);
    EXPECT_EQ(limit(limiter, "listProducts", ""), 120U);
    EXPECT_EQ(limit(limiter, "listProducts", "customer"), 120U);
    EXPECT_EQ(limit(limiter, "listProducts", "staff"), 1200U);
    EXPECT_EQ(limit(limiter, "placeOrder", "admin"), 60U);
}

}  // namespace
}  // namespace till
