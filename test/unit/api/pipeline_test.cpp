#include <algorithm>
#include <stdexcept>

#include <gmock/gmock.h>

#include "platform/database/errors.h"
#include "platform/database/read_trace.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

using http::Method;
using testing::HasSubstr;
using testing::MatchesRegex;

TEST_F(ThePipeline, GivesAHandlerWhatItNeeds) {
    add(Method::get, "/things/{id}", [](const Request& request) {
        EXPECT_EQ(request.id, "mine");
        EXPECT_EQ(request.path, "/things/a b");
        EXPECT_THAT(request.path_parameters, testing::ElementsAre(testing::Pair("id", "a b")));
        EXPECT_THAT(request.query, testing::ElementsAre(testing::Pair("x", "1")));
        return http::Response{.status = 202, .headers = {}, .body = std::string("done")};
    });
    const http::Response response = response_to(Method::get, "/things/a%20b?x=1", {{"X-Request-Id", "mine"}});
    EXPECT_EQ(response.status, 202);
    EXPECT_EQ(response.body.view(), "done");
    EXPECT_EQ(header(response, "X-Request-Id"), "mine");
}

TEST_F(ThePipeline, AnswersWhatLeadsNowhere) {
    add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    add(Method::post, "/things", [](const Request&) { return http::Response{}; });
    const http::Response nowhere = get("/nothing");
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_EQ(code_in(nowhere), "not-found");
    EXPECT_THAT(header(nowhere, "X-Request-Id"), MatchesRegex("[0-9a-f]{16}"));

    const http::Response wrong_method = response_to(Method::del, "/things");
    EXPECT_EQ(wrong_method.status, 405);
    EXPECT_EQ(header(wrong_method, "Allow"), "GET, HEAD, POST");
    EXPECT_EQ(code_in(wrong_method), "method-not-allowed");

    const http::Response malformed = get("/%ff");
    EXPECT_EQ(malformed.status, 400);
    EXPECT_EQ(code_in(malformed), "malformed-request");
}

TEST_F(ThePipeline, ChecksAccessBeforeItBothersAnyone) {
    bool ran = false;
    Route& route = add(Method::get, "/things", [&](const Request& request) {
        ran = true;
        EXPECT_EQ(request.caller.account, 31);
        return http::Response{};
    });
    route.access = Access::permission;
    route.permission = Permission::products_write;
    const auto status_with = [&](const std::string& role) {
        return response_to(Method::get, "/things", token_of(31, role)).status;
    };
    const http::Response without = get("/things");
    EXPECT_EQ(without.status, 401);
    EXPECT_EQ(header(without, "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(status_with("customer"), 403);
    EXPECT_FALSE(ran);
    EXPECT_EQ(status_with("admin"), 200);
    EXPECT_TRUE(ran);
}

TEST_F(ThePipeline, AnswersAPreflightWithoutAToken) {
    Route& route = add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    route.access = Access::permission;
    const http::Headers preflight{{"Origin", "https://shop.example"}, {"Access-Control-Request-Method", "GET"}};
    const http::Response response = response_to(Method::options, "/things", preflight);
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "GET, HEAD");
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(std::count_if(response.headers.begin(), response.headers.end(),
                            [](const http::Header& line) { return line.name == "Access-Control-Allow-Origin"; }),
              1)
        << "browsers refuse what is said twice";
    EXPECT_EQ(response_to(Method::options, "/nothing", preflight).status, 404);
    EXPECT_EQ(response_to(Method::options, "/things").status, 405);
    EXPECT_EQ(header(response_to(Method::get, "/things", preflight), "Access-Control-Allow-Origin"),
              "https://shop.example")
        << "refusals have to be readable too";
}

TEST_F(ThePipeline, KeepsBrowsersFromGuessing) {
    add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    for (const http::Response& response :
         {get("/things"), get("/nothing"), pipeline->refuse({problems::conflict, "x"}, {})}) {
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header(response, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    }
}

TEST_F(ThePipeline, KeepsAResponseUntilItIsInvalidated) {
    int runs = 0;
    Route& route = add(Method::get, "/things/{id}", [&](const Request& request) {
        database::ReadTrace::note(request.path_parameters.front().second == "1" ? 1 : 2);
        return http::Response{.status = 200, .headers = {}, .body = std::to_string(++runs)};
    });
    route.cached = Cached::for_everyone;
    const http::Response made = get("/things/1?b=2&a=1");
    EXPECT_EQ(header(made, "X-Cache"), "miss");
    EXPECT_EQ(header(made, "Cache-Control"), "public, no-cache");
    const http::Response kept = get("/things/1/?a=1&b=2");
    EXPECT_EQ(header(kept, "X-Cache"), "hit");
    EXPECT_EQ(kept.body.view(), "1");
    EXPECT_EQ(header(kept, "ETag"), header(made, "ETag"));
    EXPECT_EQ(response_to(Method::head, "/things/1?a=1&b=2").body.view(), "1") << "the server leaves the body out";
    EXPECT_EQ(response_to(Method::get, "/things/1?a=1&b=2", {{"If-None-Match", header(made, "ETag")}}).status, 304);
    EXPECT_EQ(get("/things/1?a=1").body.view(), "2");
    EXPECT_EQ(get("/things/2").body.view(), "3");

    const std::vector<caching::Tag> one{1};
    invalidations.invalidate(one);
    EXPECT_EQ(get("/things/1?b=2&a=1").body.view(), "4");
    EXPECT_EQ(get("/things/2").body.view(), "3");
}

TEST_F(ThePipeline, KeepsAnAccountsResponseFromOthers) {
    Route& route = add(Method::get, "/mine", [&](const Request& request) {
        database::ReadTrace::note(1);
        return http::Response{.status = 200, .headers = {}, .body = std::to_string(request.caller.account)};
    });
    route.cached = Cached::for_account;
    route.access = Access::permission;
    route.permission = Permission::profile_read;
    const auto response_for = [&](AccountId account, const std::string& role) {
        return response_to(Method::get, "/mine", token_of(account, role));
    };
    EXPECT_EQ(response_for(31, "customer").body.view(), "31");
    EXPECT_EQ(response_for(32, "customer").body.view(), "32");
    const http::Response again = response_for(31, "customer");
    EXPECT_EQ(again.body.view(), "31");
    EXPECT_EQ(header(again, "X-Cache"), "hit");
    EXPECT_EQ(header(again, "Cache-Control"), "private, no-cache");
    EXPECT_THAT(header(again, "Vary"), HasSubstr("Authorization"));
    EXPECT_EQ(header(response_for(31, "admin"), "X-Cache"), "miss") << "another role may see other things";
    EXPECT_EQ(response_to(Method::get, "/mine").status, 401);
}

TEST_F(ThePipeline, KeepsNoRefusalAndNothingThatDependsOnNothing) {
    int runs = 0;
    add(Method::get, "/refused", [&](const Request&) -> http::Response {
        database::ReadTrace::note(1);
        ++runs;
        throw Refusal(problems::not_found, "No.");
    }).cached = Cached::for_everyone;
    add(Method::get, "/baseless", [&](const Request&) {
        ++runs;
        return http::Response{};
    }).cached = Cached::for_everyone;
    for (const char* path : {"/refused", "/baseless"}) {
        runs = 0;
        EXPECT_EQ(header(get(path), "X-Cache"), header(get(path), "X-Cache"));
        EXPECT_EQ(runs, 2) << path;
    }
    EXPECT_EQ(header(get("/refused"), "Cache-Control"), "no-store");
}

TEST_F(ThePipeline, CountsEachClientAgainstItsLimit) {
    limits = "2 per minute";
    Route& route = add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    route.operation = "listThings";
    add(Method::get, "/others", [](const Request&) { return http::Response{}; }).operation = "listOthers";
    const http::Response first = get("/things");
    EXPECT_EQ(header(first, "X-RateLimit-Limit"), "2");
    EXPECT_EQ(header(first, "X-RateLimit-Remaining"), "1");
    EXPECT_EQ(get("/things").status, 200);
    const http::Response refused = get("/things");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code_in(refused), "too-many-requests");
    EXPECT_EQ(header(refused, "Retry-After"), "60");
    EXPECT_EQ(header(refused, "X-RateLimit-Remaining"), "0");
    EXPECT_EQ(get("/others").status, 200) << "each endpoint counts apart";
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(get("/things").status, 200);
}

TEST_F(ThePipeline, WaitsForALimitThatIsCountedElsewhere) {
    class Elsewhere : public limits::Counter {
     public:
        std::optional<limits::Verdict> hit(std::string_view, std::span<const limits::Limit> limits, Timestamp,
                                           const limits::MakeDone& make_done) override {
            limit = limits.front();
            done = make_done();
            return std::nullopt;
        }
        limits::Limit limit;
        limits::Done done;
    };
    add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    open_for_business();
    Elsewhere elsewhere;
    limiter.emplace(LimitTexts{.default_limits = "2 per minute", .routes = {}, .roles = {}}, routes,
                    std::vector<std::string>{}, elsewhere, clock);
    const auto outcome = [&](const limits::Verdict& verdict) {
        auto response = send({.method = Method::get, .target = "/things", .headers = {}, .body = {}, .peer = {}});
        EXPECT_EQ(response.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
        elsewhere.done(verdict);
        return response.get();
    };
    const http::Response good = outcome({.limit = {2, std::chrono::minutes(1)}, .remaining = 1, .reset = {}});
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(header(good, "X-RateLimit-Remaining"), "1");
    const http::Response refused =
        outcome({.allowed = false, .limit = elsewhere.limit, .reset = {}, .retry_after = std::chrono::seconds(9)});
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header(refused, "Retry-After"), "9");
}

TEST_F(ThePipeline, CountsWhoHasNoGoodTokenByAddress) {
    limits = "2 per minute";
    Route& route = add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    route.operation = "listThings";
    route.access = Access::permission;
    route.permission = Permission::products_read;
    EXPECT_EQ(response_to(Method::get, "/things").status, 401);
    EXPECT_EQ(response_to(Method::get, "/things", {{"Authorization", "Bearer x"}}).status, 401);
    EXPECT_EQ(response_to(Method::get, "/things").status, 429);
    const http::Response counted = response_to(Method::get, "/things", token_of(31, "customer"));
    EXPECT_EQ(counted.status, 200);
    EXPECT_EQ(header(counted, "X-RateLimit-Remaining"), "1") << "an account has a count of its own";
}

TEST_F(ThePipeline, TurnsEveryExceptionIntoAResponse) {
    const auto throws = [this](const std::string& path, auto exception) {
        add(Method::get, path, [exception](const Request&) -> http::Response { throw exception; });
    };
    throws("/refusal", Refusal(problems::conflict, "No."));
    throws("/unique", database::UniqueViolation("x"));
    throws("/unavailable", database::Unavailable("x"));
    throws("/unknown-outcome", database::OutcomeUnknown("x"));
    throws("/overloaded", database::Overloaded("x"));
    throws("/overflow", MoneyOverflow());
    throws("/unexpected", std::runtime_error("x"));
    throws("/odd", 7);
    EXPECT_EQ(get("/refusal").status, 409);
    EXPECT_EQ(get("/unique").status, 409);
    EXPECT_EQ(get("/unavailable").status, 503);
    EXPECT_EQ(header(get("/unavailable"), "Retry-After"), "1");
    EXPECT_EQ(get("/unknown-outcome").status, 503);
    EXPECT_EQ(code_in(get("/overloaded")), "overloaded");
    EXPECT_EQ(get("/overflow").status, 422);
    EXPECT_EQ(get("/unexpected").status, 500);
    EXPECT_EQ(get("/odd").status, 500);
}

TEST_F(ThePipeline, CountsWhatItAnswers) {
    add(Method::get, "/things/{id}", [](const Request&) { return http::Response{}; });
    get("/things/1");
    get("/things/2");
    get("/nothing");
    EXPECT_THAT(metrics->text(), HasSubstr(R"(till_requests_total{method="GET",route="/things/{id}",status="2xx"} 2)"));
    EXPECT_THAT(metrics->text(), HasSubstr(R"(till_requests_total{method="none",route="none",status="4xx"} 1)"));
}

TEST_F(ThePipeline, WritesWhatTheServerRefuses) {
    open_for_business();
    const http::Response response = pipeline->refuse({problems::content_too_large, "Too much."}, {});
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(code_in(response), "content-too-large");
    EXPECT_EQ(*json::parse(response.body.view()).find("request_id")->text(), header(response, "X-Request-Id"));
    EXPECT_EQ(header(pipeline->refuse(http::overloaded("Too many."), {}), "Retry-After"), "1");
}

TEST_F(ThePipeline, GivesWhatTheServerRefusesTheHeadersOfEveryResponse) {
    open_for_business();
    const http::Response response =
        pipeline->refuse({problems::header_too_large, "Too much."},
                         "GET / HTTP/1.1\r\norigin: https://shop.example \r\nX-Request-Id: mine\r\nX-Large: xxx");
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(header(response, "X-Request-Id"), "mine");
    EXPECT_EQ(header(response, "Vary"), "Origin, Accept-Encoding");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    const http::Response other = pipeline->refuse({problems::header_too_large, "Too much."},
                                                  "GET / HTTP/1.1\r\nOrigin: https://evil.example\r\n");
    EXPECT_EQ(header(other, "Access-Control-Allow-Origin"), "");
}

TEST_F(ThePipeline, RefusesConditionsThatAreNone) {
    add(Method::get, "/things", [](const Request&) { return http::Response{}; });
    for (const char* name : {"If-Match", "If-None-Match"}) {
        for (const char* bad : {"\"1-", "1", "\"a\" \"b\"", "*, \"a\"", "W/", "w/\"a\"", "", ",", "\"a b\""}) {
            EXPECT_EQ(response_to(Method::get, "/things", {{name, bad}}).status, 400) << name << ": " << bad;
        }
        for (const char* good :
             {"*", "\"\"", "\"a\"", "W/\"a\"", "\"a\", W/\"b\"", "\"a\" ,, \"b\",", "\"1-ab-gzip\""}) {
            EXPECT_NE(response_to(Method::get, "/things", {{name, good}}).status, 400) << name << ": " << good;
        }
    }
}

TEST_F(ThePipeline, SaysWhatTheServerKnows) {
    open_for_business();
    const http::Response response = response_to(Method::options, "*");
    EXPECT_EQ(response.status, 204);
    EXPECT_THAT(header(response, "Allow"), HasSubstr("OPTIONS"));
    EXPECT_NE(header(response, "X-Request-Id"), "");
}

}  // namespace
}  // namespace till
