#include "api/router.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "api/target.h"

namespace till {
namespace {

using http::Method;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Route route(Method method, std::string path) {
    Route route;
    route.method = method;
    route.path = std::move(path);
    return route;
}

class TheRouter : public testing::Test {
 public:
    /// Matches as a request would: the target is taken apart first.
    Router::Match match(Method method, std::string_view target) const {
        return router.match(method, parse_target(target).value().segments);
    }
    std::string path_of(std::string_view target) const {
        const Router::Match found = match(Method::get, target);
        return found.route == nullptr ? "" : found.route->path;
    }

    std::vector<Route> routes{route(Method::get, "/api/orders"),
                              route(Method::post, "/api/orders"),
                              route(Method::get, "/api/orders/latest"),
                              route(Method::get, "/api/orders/{id}"),
                              route(Method::put, "/api/orders/{id}"),
                              route(Method::get, "/api/orders/{id}/lines/{line}"),
                              route(Method::post, "/api/orders/latest/print"),
                              route(Method::get, "/")};
    Router router{routes};
};

TEST_F(TheRouter, FindsTheRowForMethodAndPath) {
    EXPECT_EQ(match(Method::get, "/api/orders").route, &routes[0]);
    EXPECT_EQ(match(Method::post, "/api/orders").route, &routes[1]);
    EXPECT_EQ(match(Method::get, "/").route, &routes[7]);
}

TEST_F(TheRouter, TakesASlashAtTheEnd) {
    EXPECT_EQ(path_of("/api/orders/"), "/api/orders");
    EXPECT_EQ(path_of("/api/orders/5/"), "/api/orders/{id}");
    EXPECT_EQ(path_of("/api//orders"), "") << "but no empty segment inside";
}

TEST_F(TheRouter, FillsInParameters) {
    const Router::Match found = match(Method::get, "/api/orders/5/lines/two%20b?x=y");
    EXPECT_EQ(found.route, &routes[5]);
    EXPECT_THAT(found.path_parameters, ElementsAre(Pair("id", "5"), Pair("line", "two b")));
    EXPECT_THAT(match(Method::get, "/api/orders").path_parameters, IsEmpty());
    EXPECT_THAT(match(Method::get, "/api/orders/a%2Fb").path_parameters, ElementsAre(Pair("id", "a/b")));
}

TEST_F(TheRouter, PutsAFixedSegmentBeforeAParameter) {
    EXPECT_EQ(path_of("/api/orders/latest"), "/api/orders/latest");
    EXPECT_EQ(path_of("/api/orders/later"), "/api/orders/{id}");
}

TEST_F(TheRouter, TurnsBackFromAFixedSegmentThatLeadsNowhere) {
    const Router::Match found = match(Method::get, "/api/orders/latest/lines/1");
    EXPECT_EQ(found.route, &routes[5]);
    EXPECT_THAT(found.path_parameters, ElementsAre(Pair("id", "latest"), Pair("line", "1")));
}

TEST_F(TheRouter, KnowsNoOtherPaths) {
    for (const char* target :
         {"/api", "/api/order", "/api/ordersx", "/api/orders/5/lines", "/api/orders/5/lines/1/x", "/API/orders"}) {
        const Router::Match found = match(Method::get, target);
        EXPECT_FALSE(found.path_is_known) << target;
        EXPECT_EQ(found.route, nullptr);
    }
}

TEST_F(TheRouter, AnswersHeadWhereverThereIsGet) {
    EXPECT_EQ(match(Method::head, "/api/orders").route, &routes[0]);
    EXPECT_THAT(match(Method::head, "/api/orders/5").path_parameters, ElementsAre(Pair("id", "5")));
    const Router::Match no_get = match(Method::head, "/api/orders/latest/print");
    EXPECT_EQ(no_get.route, nullptr);
    EXPECT_EQ(no_get.allow, "POST");
}

TEST_F(TheRouter, SaysWhichMethodsAPathKnows) {
    const Router::Match found = match(Method::del, "/api/orders/5");
    EXPECT_TRUE(found.path_is_known);
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.allow, "GET, HEAD, PUT");
    EXPECT_EQ(match(Method::patch, "/api/orders").allow, "GET, HEAD, POST");
    EXPECT_EQ(match(Method::other, "/api/orders").allow, "GET, HEAD, POST");
}

TEST(ARouter, GivesWhatNoOtherRowHasToTheOneThatTakesTheRest) {
    const std::vector<Route> routes{route(Method::get, "/{page...}"), route(Method::post, "/api/orders"),
                                    route(Method::get, "/files/{file...}"), route(Method::get, "/files/{id}")};
    const Router router(routes);
    const auto match = [&](Method method, std::string_view target) {
        return router.match(method, parse_target(target).value().segments);
    };
    for (const char* target : {"/", "/a", "/a/b/c", "/api", "/api/order", "/api//orders"}) {
        EXPECT_EQ(match(Method::get, target).route, &routes[0]) << target;
    }
    EXPECT_EQ(match(Method::head, "/a").route, &routes[0]);
    EXPECT_EQ(match(Method::get, "/files/a/b").route, &routes[2]);
    EXPECT_EQ(match(Method::get, "/files/a").route, &routes[3]) << "a row that has the path goes first";

    EXPECT_FALSE(match(Method::post, "/a").path_is_known) << "for its own method only";
    const Router::Match other_method = match(Method::get, "/api/orders");
    EXPECT_EQ(other_method.route, nullptr) << "a path that is there keeps its methods";
    EXPECT_EQ(other_method.allow, "POST");
}

TEST(ARouter, RefusesTwoRowsForOneCall) {
    const std::vector<Route> same{route(Method::get, "/a/{id}"), route(Method::get, "/a/{id}")};
    EXPECT_THROW(Router{same}, std::logic_error);
    const std::vector<Route> differ_in_name{route(Method::get, "/a/{id}"), route(Method::get, "/a/{other}")};
    EXPECT_THROW(Router{differ_in_name}, std::logic_error);
}

TEST(ATarget, IsTakenApartAndDecoded) {
    const auto target = parse_target("/caf%C3%A9/a%20b?x=1&y=a+b&z=%2B&x=2&empty=&bare");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->segments, ElementsAre("caf\u00e9", "a b"));
    EXPECT_EQ(target->path, "/caf\u00e9/a b");
    EXPECT_THAT(target->query, ElementsAre(Pair("x", "1"), Pair("y", "a b"), Pair("z", "+"), Pair("x", "2"),
                                           Pair("empty", ""), Pair("bare", "")));
}

TEST(ATarget, MayAskForNothing) {
    EXPECT_THAT(parse_target("/a?")->query, testing::IsEmpty());
    EXPECT_THAT(parse_target("/a?&&")->query, testing::IsEmpty());
    EXPECT_THAT(parse_target("/a?x=1&")->query, ElementsAre(Pair("x", "1")));
    EXPECT_THAT(parse_target("/a?=1")->query, ElementsAre(Pair("", "1")));
}

TEST(ATarget, KeepsAPlusInThePath) { EXPECT_THAT(parse_target("/a+b")->segments, ElementsAre("a+b")); }

TEST(ATarget, IsRefusedWhereItIsNone) {
    for (const char* bad : {"", "*", "api/orders", "http://example.com/", "/a b", "/%", "/%zz", "/%f", "/a?b=%zz",
                            "/\xff", "/%ff", "/?a=%ff", "/?%ff=a", "/%c3%28", "/a\x01", "/a|b", "/%ed%a0%80"}) {
        EXPECT_FALSE(parse_target(bad)) << bad;
    }
}

TEST(ARouter, DoesNotKnowAClosedRoute) {
    std::vector<Route> routes{route(Method::get, "/open"), route(Method::post, "/closed")};
    routes.back().closed = true;
    const Router router(routes);
    EXPECT_TRUE(router.match(Method::get, Target::Segments{"open"}).path_is_known);
    EXPECT_FALSE(router.match(Method::post, Target::Segments{"closed"}).path_is_known);
}

}  // namespace
}  // namespace till
