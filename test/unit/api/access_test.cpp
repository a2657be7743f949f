#include "api/access.h"

#include <gmock/gmock.h>

#include "api/request_id.h"
#include "shop/sessions/session_registry.h"
#include "support/fake_database.h"
#include "support/fixed_clock.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using testing::_;
using testing::Return;

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
        request.headers.add("Authorization", authorization);
        return request;
    }
    /// Of the session 5, which belongs to account 31.
    std::string token(AccountId account = 31) const {
        return tokens.issue({.subject = account, .role = "admin", .session = 5}, clock.now());
    }
    void session_is(std::optional<SessionState> state) {
        ON_CALL(repositories.sessions, state(_, 5)).WillByDefault(Return(std::move(state)));
    }
    void role_is(const Role& role, std::optional<CustomerId> customer = {}) {
        session_is(SessionState{.account = 31, .role = role, .customer = customer});
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

    TheAccessCheck() { role_is(Role::admin); }

    test::FixedClock clock;
    test::FakeDatabase database;
    test::MockRepositories repositories;
    caching::Invalidations invalidations;
    SessionRegistry sessions{database, repositories.sessions, invalidations, std::chrono::milliseconds(0)};
    TokenSigner tokens{std::string(32, 's'), "till", "till", std::chrono::minutes(60)};
    mutable AccessCheck access{tokens, sessions, test::shop_settings().roles, invalidations, clock, {}};
};

TEST_F(TheAccessCheck, KnowsWhoIsBehindAToken) {
    role_is(Role::customer, 7);
    const Caller ada = admit(route_for(Permission::cart_use), "Bearer " + token());
    EXPECT_EQ(ada.account, 31);
    EXPECT_EQ(ada.role, Role::customer);
    EXPECT_EQ(ada.customer, 7);
    EXPECT_EQ(ada.session, 5);
}

TEST_F(TheAccessCheck, BelievesTheAccountAndNotTheToken) {
    const std::string old_token = "Bearer " + token();
    EXPECT_EQ(admit(route_for(Permission::products_write), old_token).role, Role::admin);
    role_is(Role::customer);
    EXPECT_EQ(test::code_of([&] { admit(route_for(Permission::products_write), old_token); }), "forbidden");
}

TEST_F(TheAccessCheck, RemembersWhomItKnows) {
    ON_CALL(repositories.sessions, state(_, 5)).WillByDefault([](database::SqlSession& session, SessionId) {
        session.depends_on(77);
        return SessionState{.account = 31, .role = Role::admin, .customer = {}};
    });
    SessionRegistry registry(database, repositories.sessions, invalidations, std::chrono::hours(1));
    AccessCheck remembering(tokens, registry, test::shop_settings().roles, invalidations, clock, {});
    const auto claims = [this](AccountId account) { return tokens.verify(token(account), clock.now()).value(); };
    EXPECT_FALSE(remembering.cached_caller(claims(31)));
    EXPECT_EQ(database.reads, 0);
    EXPECT_EQ(remembering.resolve(claims(31)).role, Role::admin);
    const auto caller = remembering.cached_caller(claims(31));
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->account, 31);
    EXPECT_EQ(database.reads, 1);
    EXPECT_EQ(test::code_of([&] { static_cast<void>(remembering.cached_caller(claims(32))); }), "unauthorized");
    const database::Tag tag = 77;
    invalidations.invalidate({&tag, 1});
    EXPECT_FALSE(remembering.cached_caller(claims(31)));
}

TEST_F(TheAccessCheck, ChecksASignatureOnceAndAllElseEachTime) {
    const Route route = route_for(Permission::products_read);
    const std::string bearer = "Bearer " + token();
    const auto claims = access.identify(route, request_with(bearer));
    EXPECT_EQ(access.identify(route, request_with(bearer)), claims);
    std::string forged = bearer;
    forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refusal_code(forged), "unauthorized");
    EXPECT_EQ(admit(route, bearer).account, 31);
    session_is(std::nullopt);
    EXPECT_EQ(refusal_code(bearer), "unauthorized") << "the session has ended";
    role_is(Role::admin);
    EXPECT_EQ(admit(route, bearer).account, 31);
    clock.time += std::chrono::minutes(60);
    EXPECT_EQ(refusal_code(bearer), "unauthorized") << "the token has ended";
}

TEST_F(TheAccessCheck, RefusesTheTokensOfASessionThatHasEnded) {
    session_is(std::nullopt);
    EXPECT_EQ(refusal_code("Bearer " + token()), "unauthorized");
}

TEST_F(TheAccessCheck, RefusesATokenWhoseSessionIsAnothers) {
    EXPECT_EQ(refusal_code("Bearer " + token(32)), "unauthorized");
}

TEST_F(TheAccessCheck, TakesTheSchemeInAnyCase) {
    for (const char* scheme : {"bearer ", "BEARER ", "BeArEr "}) {
        EXPECT_EQ(admit(route_for(Permission::products_read), scheme + token()).account, 31) << scheme;
    }
}

TEST_F(TheAccessCheck, LetsAnyoneThroughAnOpenRoute) {
    Route open;
    open.access = Access::open;
    EXPECT_EQ(access.identify(open, {}), nullptr);
    EXPECT_EQ(admit(open, "Bearer nonsense").account, 0);
}

TEST_F(TheAccessCheck, NeedsNoTokenForACatalogueThatIsPublic) {
    AccessCheck open_access(tokens, sessions, test::shop_settings().roles, invalidations, clock,
                            {.public_catalogue = true});
    Route route = route_for(Permission::products_read);
    EXPECT_FALSE(open_access.is_open(route));
    route.config_gate = ConfigGate::public_catalogue;
    EXPECT_TRUE(open_access.is_open(route));
    EXPECT_FALSE(access.is_open(route));
    EXPECT_EQ(open_access.identify(route, {}), nullptr);
    open_access.permit(route, {});
    EXPECT_EQ(test::code_of([&] { static_cast<void>(open_access.identify(route, request_with("Bearer x"))); }),
              "unauthorized")
        << "a token that is sent has to be good";
    EXPECT_EQ(test::code_of([&] { static_cast<void>(access.identify(route, {})); }), "unauthorized");
}

TEST_F(TheAccessCheck, NeedsAToken) {
    EXPECT_EQ(test::code_of([&] { static_cast<void>(access.identify(route_for(Permission::products_read), {})); }),
              "unauthorized");
    const std::string good = token();
    for (const std::string& bad :
         {std::string(), std::string("Bearer"), std::string("Bearer "), good, "Basic " + good, "Bearer\t" + good,
          "Bearer " + good + "x", "Bearer x" + good, "Bearer " + good.substr(0, good.size() - 1),
          std::string("Bearer a.b.c"), "Bearer " + std::string(10'000, 'a')}) {
        EXPECT_EQ(refusal_code(bad), "unauthorized") << bad.substr(0, 100);
    }
}

TEST_F(TheAccessCheck, RefusesATokenThatHasEnded) {
    const std::string authorization = "Bearer " + token();
    clock.time += std::chrono::minutes(59);
    EXPECT_EQ(admit(route_for(Permission::products_read), authorization).account, 31);
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(refusal_code(authorization), "unauthorized");
}

TEST_F(TheAccessCheck, RefusesATokenOfAnotherShop) {
    const TokenSigner other(std::string(32, 'o'), "till", "till", std::chrono::minutes(60));
    EXPECT_EQ(refusal_code("Bearer " + other.issue({.subject = 31, .role = "admin", .session = 5}, clock.now())),
              "unauthorized");
    EXPECT_EQ(database.reads, 0) << "the signature comes first";
}

TEST_F(TheAccessCheck, LetsARoleThatItDoesNotKnowDoNothing) {
    role_is(Role("king"));
    EXPECT_EQ(refusal_code("Bearer " + token()), "forbidden");
}

TEST_F(TheAccessCheck, HoldsEveryRouteToItsPermission) {
    const auto admit_to = [this](Permission permission) { admit(route_for(permission), "Bearer " + token()); };
    EXPECT_EQ(test::code_of([&] { admit_to(Permission::cart_use); }), "forbidden") << "admins have no cart";
    role_is(Role::customer, 7);
    const Refusal refusal = test::refusal_of([&] { admit_to(Permission::products_write); });
    EXPECT_EQ(refusal.problem().code, "forbidden");
    EXPECT_EQ(refusal.detail(), "This requires the permission products:write.");
    admit_to(Permission::cart_use);
}

TEST(ARequestId, IsTheClientsOwnWhereItCanBe) {
    const auto id_for = [](std::string given) {
        http::Request request;
        request.headers.add("x-request-id", given);
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
