#include <gmock/gmock.h>

#include "shop/sessions/sign_in_schema.h"
#include "support/eventually.h"
#include "unit/api/pipeline_fixture.h"

namespace till {
namespace {

using http::Method;

class BodiesInThePipeline : public ThePipeline {
 protected:
    BodiesInThePipeline() {
        Route& route = add(Method::post, "/things", [](const Request& request) {
            return http::Response{.status = 200, .headers = {}, .body = request.http.read_body()};
        });
        route.body = &schemas::credentials();
        route.access = Access::permission;
        route.permission = Permission::profile_read;
    }
    /// What there is to see when the header has come.
    std::shared_ptr<BodyToCome> announce(http::Headers headers, std::uint64_t bytes = 2,
                                         std::string target = "/things") {
        if (!pipeline) open_for_business();
        auto connection = std::make_shared<BodyToCome>();
        pipeline->handle({.method = Method::post,
                          .target = std::move(target),
                          .headers = std::move(headers),
                          .body = {},
                          .peer = {},
                          .body_follows = true,
                          .content_length = bytes},
                         http::Respond(connection, 1));
        return connection;
    }
    int status_before_the_body(http::Headers headers, std::uint64_t bytes = 2) {
        const auto connection = announce(std::move(headers), bytes);
        EXPECT_FALSE(connection->plan) << "nobody wants the body";
        return connection->received ? connection->received->status : 0;
    }
};

TEST_F(BodiesInThePipeline, AreReadForWhoMaySendThem) {
    Route& open = add(Method::post, "/open", [](const Request& request) {
        return http::Response{.status = 200, .headers = {}, .body = request.http.body};
    });
    open.body = &schemas::credentials();
    const auto connection = announce({}, 2, "/open");
    ASSERT_TRUE(connection->plan);
    EXPECT_EQ(connection->plan->bytes_max, 16u * 1024) << "open endpoints take little";
    connection->deliver({.bytes = "{}", .file = {}, .memory = {}, .refusal = {}});
    ASSERT_TRUE(test::eventually([&] { return connection->answered.load(); }));
    EXPECT_EQ(connection->received->body.view(), "{}");
}

TEST_F(BodiesInThePipeline, AreNotReadForAnyoneElse) {
    limits = "3 per minute";
    EXPECT_EQ(status_before_the_body({}), 401);
    EXPECT_EQ(status_before_the_body({{"Authorization", "Bearer x"}}), 401);
    EXPECT_EQ(status_before_the_body({{"Authorization", "Basic x"}}), 401);
    EXPECT_EQ(status_before_the_body({}), 429);
}

TEST_F(BodiesInThePipeline, ThatFailedAreAnsweredLikeAllElse) {
    Route& open = add(Method::post, "/open", [](const Request&) { return http::Response{}; });
    open.body = &schemas::credentials();
    const auto connection = announce({{"Origin", "https://shop.example"}, {"X-Request-Id", "mine"}}, 2, "/open");
    ASSERT_TRUE(connection->take);
    connection->deliver({.bytes = {}, .file = {}, .memory = {}, .refusal = http::overloaded("Too many.")});
    ASSERT_TRUE(connection->received);
    EXPECT_EQ(connection->received->status, 503);
    EXPECT_EQ(header(*connection->received, "Retry-After"), "1");
    EXPECT_EQ(header(*connection->received, "Access-Control-Allow-Origin"), "https://shop.example");
    EXPECT_EQ(header(*connection->received, "X-Request-Id"), "mine");
}

TEST_F(ThePipeline, RefusesTypesAndSizesByTheHeader) {
    Route& json_route = add(Method::post, "/json", [](const Request&) { return http::Response{}; });
    json_route.body = &schemas::credentials();
    Route& file_route = add(Method::post, "/file", [](const Request&) { return http::Response{}; });
    file_route.body_types = {"text/csv"};
    file_route.body_size = BodySize::import;
    const auto status = [&](const std::string& path, http::Headers headers, std::uint64_t bytes = 2) {
        return send({.method = Method::post,
                     .target = path,
                     .headers = std::move(headers),
                     .body = {},
                     .peer = {},
                     .body_follows = true,
                     .content_length = bytes})
            .get()
            .status;
    };
    EXPECT_EQ(status("/json", {}), 200);
    EXPECT_EQ(status("/json", {{"Content-Type", "application/json"}}), 200);
    EXPECT_EQ(status("/json", {{"Content-Type", "text/plain"}}), 415);
    EXPECT_EQ(status("/json", {{"Content-Encoding", "gzip"}}), 415);
    EXPECT_EQ(status("/json", {{"Content-Encoding", "identity"}, {"Content-Encoding", "br"}}), 415);
    EXPECT_EQ(status("/json", {{"Content-Encoding", "Identity"}}), 200);
    EXPECT_EQ(status("/json", {}, 16 * 1024), 200);
    EXPECT_EQ(status("/json", {}, 16 * 1024 + 1), 413);
    EXPECT_EQ(status("/file", {}), 415);
    EXPECT_EQ(status("/file", {{"Content-Type", "TEXT/CSV; header=present"}}, 64 * 1024 * 1024), 200);
    EXPECT_EQ(status("/file", {{"Content-Type", "text/csv"}}, 64 * 1024 * 1024 + 1), 413);
}

}  // namespace
}  // namespace till
