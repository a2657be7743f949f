#include "api/response_caching.h"

#include <gmock/gmock.h>

#include "platform/database/read_trace.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

/// A shop with one endpoint, `/things/{id}`, whose responses depend on tag 1 and count how often they were made.
class ACachedResponse : public ThePipeline {
 public:
    ACachedResponse() : ThePipeline(std::chrono::hours(1)) {
        route = &add(http::Method::get, "/things/{id}", [this](const Request&) {
            database::ReadTrace::note(1);
            http::Response response{.status = 200, .headers = {}, .body = "made " + std::to_string(++made)};
            return std::move(response.add("Content-Type", "text/plain"));
        });
        route->operation = "readThing";
        route->cached = Cached::for_everyone;
    }

    http::Response ask(http::Headers headers = {}) {
        return response_to(http::Method::get, "/things/1", std::move(headers));
    }
    /// Until it is cached.
    void ask_twice(const http::Headers& headers = {}) {
        ask(headers);
        EXPECT_EQ(header(ask(headers), "X-Cache"), "hit");
    }

    Route* route = nullptr;
    int made = 0;
};

TEST_F(ACachedResponse, IsTheSameForAllButForWhatIsTheirOwn) {
    const http::Response first = ask();
    const http::Response second = ask({{"X-Request-Id", "mine"}, {"Origin", "https://shop.example"}});
    EXPECT_EQ(second.body.view(), "made 1");
    for (const char* name : {"Content-Type", "ETag", "Cache-Control", "Vary", "X-Frame-Options"}) {
        EXPECT_NE(header(first, name), "") << name;
        EXPECT_EQ(header(second, name), header(first, name)) << name;
    }
    EXPECT_EQ(header(first, "X-Cache"), "miss");
    EXPECT_EQ(header(second, "X-Cache"), "hit");
    EXPECT_EQ(header(second, "X-Request-Id"), "mine");
    EXPECT_EQ(header(second, "Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(header(ask(), "Access-Control-Allow-Origin"), "");
    EXPECT_NE(header(ask(), "X-Request-Id"), header(first, "X-Request-Id"));
}

TEST_F(ACachedResponse, IsA304ForWhoHasIt) {
    const std::string tag = header(ask(), "ETag");
    const http::Response response = ask({{"If-None-Match", tag}});
    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(response.body.view(), "");
    EXPECT_EQ(header(response, "ETag"), tag);
    EXPECT_EQ(header(response, "Content-Type"), "");
    EXPECT_EQ(header(response, "Cache-Control"), "public, no-cache");
    EXPECT_EQ(header(response, "X-Cache"), "hit");
    EXPECT_EQ(ask({{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(ACachedResponse, IsCountedAgainstTheLimit) {
    limits = "3 per minute";
    ask_twice();
    EXPECT_EQ(header(ask(), "X-RateLimit-Remaining"), "0");
    EXPECT_EQ(ask().status, 429);
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(header(ask(), "X-RateLimit-Remaining"), "2");
    EXPECT_EQ(made, 1);
}

class ACachedResponseForAnAccount : public ACachedResponse {
 public:
    ACachedResponseForAnAccount() {
        route->access = Access::permission;
        route->permission = Permission::profile_read;
        route->cached = Cached::for_account;
    }
    void invalidate_sessions() {
        const std::vector<caching::Tag> invalidated{session_tag};
        invalidations.invalidate(invalidated);
    }
};

TEST_F(ACachedResponseForAnAccount, IsSentWhileTheTokenIsGood) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    clock.time += std::chrono::minutes(59);
    EXPECT_EQ(ask(token).body.view(), "made 1");
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(ask(token).status, 401) << "the token's time is over";
}

TEST_F(ACachedResponseForAnAccount, IsNotSentWhereTheSessionHasEnded) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    ON_CALL(repositories.sessions, state(testing::_, 31)).WillByDefault(testing::Return(std::nullopt));
    invalidate_sessions();
    EXPECT_EQ(ask(token).status, 401);
}

TEST_F(ACachedResponseForAnAccount, IsAnotherWhereTheRoleIsAnother) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    token_of(31, "admin");  // the account's role from now on
    invalidate_sessions();
    EXPECT_EQ(ask(token).body.view(), "made 2");
}

TEST_F(ACachedResponseForAnAccount, IsNotSentToAnotherAccount) {
    ask_twice(token_of(31, "customer"));
    EXPECT_EQ(ask(token_of(32, "customer")).body.view(), "made 2");
}

}  // namespace
}  // namespace till
