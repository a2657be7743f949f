#include "api/repeats.h"

#include <gmock/gmock.h>

#include "platform/database/read_trace.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A shop with one endpoint, `/things/{id}`, whose answers depend on tag 1 and count how often they were made.
class ARepeatedRequest : public ThePipeline {
 public:
    ARepeatedRequest() : ThePipeline(std::chrono::hours(1)) {
        route = &add(http::Method::get, "/things/{id}", [this](const Request&) {
            database::ReadTrace::note(1);
            http::Response response{.status = 200, .headers = {}, .body = "made " + std::to_string(++made)};
            return std::move(response.add("Content-Type", "text/plain"));
        });
        route->operation = "readThing";
        route->cached = Cached::for_everyone;
    }

    /// A GET as it would come over the wire.
    static std::string bytes_of(const http::Headers& headers) {
        return "GET /things/1 HTTP/1.1\r\nHost: shop\r\n" + std::string(headers.wire()) + "\r\n";
    }

    http::Response ask(const http::Headers& headers = {}, std::string peer = "192.0.2.1") {
        const std::string bytes = bytes_of(headers);
        return send({.method = http::Method::get,
                     .target = "/things/1",
                     .headers = headers,
                     .body = {},
                     .peer = std::move(peer),
                     .bytes = bytes})
            .get();
    }
    /// Until it is known.
    void ask_twice(const http::Headers& headers = {}) {
        ask(headers);
        EXPECT_EQ(header(ask(headers), "X-Cache"), "hit");
    }
    /// Status line, headers and body, without what the server adds; "" for what has to be read.
    std::string again(const http::Headers& headers = {}, std::string_view peer = "192.0.2.1") {
        std::string start = "before";
        const auto answer = pipeline->answer_again(bytes_of(headers), peer, start);
        EXPECT_THAT(start, StartsWith("before"));
        start.erase(0, 6);
        if (!answer) {
            EXPECT_EQ(start, "");
            return "";
        }
        return start + "|" + std::string(answer->body.view());
    }

    /// What both caches have counted: one of a hit, a miss and a wait for each request that was answered.
    std::uint64_t counted() const {
        const caching::CacheFigures kept = answers.figures();
        return kept.hits + kept.misses + kept.waits + repeats.figures().hits;
    }

    Route* route = nullptr;
    int made = 0;
};

TEST_F(ARepeatedRequest, GetsWhatItGotBefore) {
    limits = "10 per minute";
    ask();
    EXPECT_EQ(again(), "") << "an answer that was only just made is nothing to come back to";
    const http::Response kept = ask();
    const std::string repeated = again();
    EXPECT_THAT(repeated, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(repeated, EndsWith("\r\n|made 1"));
    for (const http::Header line : kept.headers) {
        if (line.name == "X-RateLimit-Remaining" || line.name == "X-Request-Id") continue;
        EXPECT_THAT(repeated, HasSubstr("\r\n" + std::string(line.name) + ": " + std::string(line.value) + "\r\n"));
    }
    EXPECT_THAT(repeated, HasSubstr("X-Cache: hit"));
    EXPECT_THAT(repeated, HasSubstr("X-RateLimit-Remaining: 7"));
    EXPECT_THAT(again(), HasSubstr("X-RateLimit-Remaining: 6"));
    EXPECT_THAT(repeated, Not(HasSubstr(header(kept, "X-Request-Id")))) << "each answer has its own";
    EXPECT_EQ(made, 1);
    EXPECT_EQ(again({{"Accept", "text/plain"}}), "") << "other bytes are another request";
}

TEST_F(ARepeatedRequest, IsReadWhenWhatItWasMadeFromIsTouched) {
    ask_twice();
    const std::vector<caching::Tag> one{1};
    touches.touch(one);
    EXPECT_EQ(again(), "");
    EXPECT_EQ(ask().body.view(), "made 2");
    ask();
    EXPECT_THAT(again(), EndsWith("|made 2"));
}

TEST_F(ARepeatedRequest, MayHaveTheAnswerAlready) {
    ask();
    const std::string tag = header(ask(), "ETag");
    EXPECT_EQ(ask({{"If-None-Match", tag}}).status, 304);
    const std::string repeated = again({{"If-None-Match", tag}});
    EXPECT_THAT(repeated, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
    EXPECT_THAT(repeated, EndsWith("\r\n|"));
    EXPECT_THAT(repeated, HasSubstr("ETag: " + tag));
    EXPECT_THAT(repeated, Not(HasSubstr("\r\nContent-Type:")));
}

TEST_F(ARepeatedRequest, KeepsItsOwnIdAndItsPermissionToRead) {
    const http::Headers headers{{"X-Request-Id", "mine"}, {"Origin", "https://shop.example"}};
    ask_twice(headers);
    EXPECT_THAT(again(headers), HasSubstr("X-Request-Id: mine\r\n"));
    EXPECT_THAT(again(headers), HasSubstr("Access-Control-Allow-Origin: https://shop.example\r\n"));
}

TEST_F(ARepeatedRequest, IsAnotherClientsFromElsewhere) {
    ask_twice();
    EXPECT_EQ(again({}, "192.0.2.2"), "");
    EXPECT_NE(again({}, "192.0.2.1"), "");
}

TEST_F(ARepeatedRequest, IsReadWhereItsLimitIsReached) {
    limits = "3 per minute";
    ask_twice();
    EXPECT_THAT(again(), HasSubstr("X-RateLimit-Remaining: 0"));
    EXPECT_EQ(again(), "");
    EXPECT_EQ(ask().status, 429);
    clock.time += std::chrono::minutes(1);
    EXPECT_THAT(again(), HasSubstr("X-RateLimit-Remaining: 2"));
}

TEST_F(ARepeatedRequest, IsCountedOnceHoweverItIsAnswered) {
    limits = "6 per minute";
    ask_twice();
    EXPECT_EQ(counted(), 2U);
    ASSERT_NE(again(), "");
    EXPECT_EQ(counted(), 3U);
    ASSERT_EQ(again({}, "192.0.2.2"), "") << "it is another client's, and has to be read";
    ask({}, "192.0.2.2");
    EXPECT_EQ(counted(), 4U);
    ask();  // and is this one's again
    EXPECT_EQ(counted(), 5U);
    while (!again().empty()) {
    }
    const std::uint64_t before = counted();
    ASSERT_EQ(again(), "");
    ASSERT_EQ(ask().status, 429);
    EXPECT_EQ(counted(), before) << "who is refused has not asked the cache";
}

class ARepeatedRequestWithAToken : public ARepeatedRequest {
 public:
    ARepeatedRequestWithAToken() {
        route->access = Access::permission;
        route->permission = Permission::profile_read;
        route->cached = Cached::for_account;
    }
    void touch_sessions() {
        const std::vector<caching::Tag> touched{session_tag};
        touches.touch(touched);
    }
};

TEST_F(ARepeatedRequestWithAToken, IsAnsweredWhileTheTokenIsGood) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    EXPECT_THAT(again(token), EndsWith("|made 1"));
    clock.time += std::chrono::minutes(59);
    EXPECT_THAT(again(token), EndsWith("|made 1"));
    clock.time += std::chrono::minutes(1);
    EXPECT_EQ(again(token), "") << "the token's time is over";
    EXPECT_EQ(ask(token).status, 401);
}

TEST_F(ARepeatedRequestWithAToken, IsReadWhereTheSessionIsNotWhatItWas) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    ASSERT_NE(again(token), "");
    touch_sessions();
    const std::uint64_t before = counted();
    EXPECT_EQ(again(token), "") << "nothing is known of the session any more";
    EXPECT_EQ(counted(), before);
    ask(token);
    EXPECT_EQ(counted(), before + 1);
}

TEST_F(ARepeatedRequestWithAToken, IsReadWhereTheRoleIsAnother) {
    const http::Headers token = token_of(31, "customer");
    ask_twice(token);
    const std::string bytes = bytes_of(token);
    const auto before = repeats.find(bytes);
    ASSERT_TRUE(before);
    token_of(31, "admin");  // the account's role from now on
    touch_sessions();
    ask(token);
    repeats.put(bytes, {.value = before, .tags = {1}, .bytes = 1}, repeats.now());
    EXPECT_EQ(again(token), "") << "an answer for the role that it had";
}

}  // namespace
}  // namespace till
