#include "middleware/access.h"

#include <gmock/gmock.h>

#include "middleware/request_id.h"
#include "support/fixed_clock.h"
#include "support/refusals.h"

namespace till {
namespace {

class TheAccessCheck : public testing::Test {
 public:
    static Route route_for(Permission permission) {
        Route route;
        route.access = Access::permission;
        route.permission = permission;
        return route;
    }
    static http::Request request_with(std::string authorization) {
        http::Request request;
        request.headers.push_back({"Authorization", std::move(authorization)});
        return request;
    }
    std::string token(std::string role, std::optional<CustomerId> customer = {}) const {
        return tokens.issue({.subject = 31, .role = std::move(role), .customer = customer}, clock.now());
    }
    Caller admit(const Route& route, const std::string& authorization) const {
        const auto claims = access.identify(route, request_with(authorization));
        const Caller caller = claims ? access.resolve(*claims) : Caller{};
        access.permit(route, caller);
        return caller;
    }
    std::string_view refusal_code(const std::string& authorization) const {
        return test::code_of([&] { admit(route_for(Permission::products_read), authorization); });
    }

    test::FixedClock clock;
    TokenSigner tokens{std::string(32, 's'), "till", "till", std::chrono::minutes(60)};
    AccessCheck access{tokens, clock, {}};
};

TEST_F(TheAccessCheck, KnowsWhoIsBehindAToken) {
    const Caller ada = admit(route_for(Permission::cart_use), "Bearer " + token("customer", 7));
    EXPECT_EQ(ada.account, 31);
    EXPECT_EQ(ada.role, Role::customer);
    EXPECT_EQ(ada.customer, 7);
    EXPECT_EQ(admit(route_for(Permission::products_write), "Bearer " + token("admin")).role, Role::admin);
}

TEST_F(TheAccessCheck, TakesTheSchemeInAnyCase) {
    for (const char* scheme : {"bearer ", "BEARER ", "BeArEr "}) {
        EXPECT_EQ(admit(route_for(Permission::products_read), scheme + token("admin")).account, 31) << scheme;
    }
}

TEST_F(TheAccessCheck, LetsAnyoneThroughAnOpenRoute) {
    Route open;
    open.access = Access::open;
    EXPECT_EQ(access.identify(open, {}), std::nullopt);
    EXPECT_EQ(admit(open, "Bearer nonsense").account, 0);
}

TEST_F(TheAccessCheck, NeedsNoTokenForACatalogueThatIsPublic) {
    const AccessCheck open_access(tokens, clock, {.public_catalogue = true});
    Route route = route_for(Permission::products_read);
    EXPECT_FALSE(open_access.is_open(route));
    route.opening = Opening::public_catalogue;
    EXPECT_TRUE(open_access.is_open(route));
    EXPECT_FALSE(access.is_open(route));
    EXPECT_EQ(open_access.identify(route, {}), std::nullopt);
    open_access.permit(route, {});
    EXPECT_EQ(test::code_of([&] { static_cast<void>(open_access.identify(route, request_with("Bearer x"))); }),
              "unauthorized")
        << "a token that is sent has to be good";
    EXPECT_EQ(test::code_of([&] { static_cast<void>(access.identify(route, {})); }), "unauthorized");
}

TEST_F(TheAccessCheck, NeedsAToken) {
    EXPECT_EQ(test::code_of([&] { static_cast<void>(access.identify(route_for(Permission::products_read), {})); }),
              "unauthorized");
    const std::string good = token("admin");
    for (const std::string& bad :
         {std::string(), std::string("Bearer"), std::string("Bearer "), good, "Basic " + good, "Bearer\t" + good,
          "Bearer " + good + "x", "Bearer x" + good, "Bearer " + good.substr(0, good.size() - 1), "Bearer  " + good,
          std::string("Bearer a.b.c"), "Bearer " + std::string(10'000, 'a')}) {
        EXPECT_EQ(refusal_code(bad), "unauthorized") << bad.substr(0, 100);
    }
}

TEST_F(TheAccessCheck, RefusesATokenThatHasEnded) {
    const std::string authorization = "Bearer " + token("admin");
    clock.time += std::chrono::minutes(59);
    EXPECT_EQ(admit(route_for(Permission::products_read), authorization).account, 31);
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(refusal_code(authorization), "unauthorized");
}

TEST_F(TheAccessCheck, RefusesATokenOfAnotherShop) {
    const TokenSigner other(std::string(32, 'o'), "till", "till", std::chrono::minutes(60));
    EXPECT_EQ(refusal_code("Bearer " + other.issue({.subject = 31, .role = "admin"}, clock.now())), "unauthorized");
}

TEST_F(TheAccessCheck, LetsARoleThatItDoesNotKnowDoNothing) {
    EXPECT_EQ(refusal_code("Bearer " + token("king")), "forbidden");
}

TEST_F(TheAccessCheck, HoldsEveryRouteToItsPermission) {
    const Refusal refusal =
        test::refusal_of([&] { admit(route_for(Permission::products_write), "Bearer " + token("customer", 7)); });
    EXPECT_EQ(refusal.problem().code, "forbidden");
    EXPECT_EQ(refusal.detail(), "This needs the permission products:write.");
    EXPECT_EQ(test::code_of([&] { admit(route_for(Permission::cart_use), "Bearer " + token("admin")); }), "forbidden");
}

TEST(ARequestId, IsTheClientsOwnWhereItCanBe) {
    const auto id_for = [](std::string given) {
        http::Request request;
        request.headers.push_back({"x-request-id", std::move(given)});
        return request_id_of(request);
    };
    EXPECT_EQ(id_for("Order-1_2.3"), "Order-1_2.3");
    EXPECT_EQ(id_for(std::string(64, 'a')), std::string(64, 'a'));
    for (const std::string& bad : {std::string(), std::string(65, 'a'), std::string("a b"), std::string("a\"b"),
                                   std::string("a/b"), std::string("\u00e9"), std::string("a\0b", 3)}) {
        EXPECT_NE(id_for(bad), bad);
        EXPECT_THAT(id_for(bad), testing::MatchesRegex("[0-9a-f]{16}"));
    }
}

TEST(ARequestId, IsNewEachTime) {
    EXPECT_NE(request_id_of({}), request_id_of({}));
    EXPECT_EQ(new_request_id().size(), 16U);
}

}  // namespace
}  // namespace till
