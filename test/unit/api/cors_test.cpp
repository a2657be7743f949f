#include "api/cors.h"

#include <gmock/gmock.h>

#include "api/response_headers.h"

namespace till {
namespace {

using http::Method;

http::Request request_of_origin(std::optional<std::string> origin, Method method = Method::get) {
    http::Request request;
    request.method = method;
    if (origin) request.headers.add("Origin", *origin);
    return request;
}

std::string cors_header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

http::Response with_headers(const Cors& cors, const http::Request& request) {
    http::Response response;
    cors.add_vary(response);
    cors.add_permission(request, response);
    return response;
}

TEST(Cors, AllowsTheListedOriginsLetterByLetter) {
    const Cors cors({"https://shop.example", "http://localhost:5173"});
    for (const char* origin : {"https://shop.example", "http://localhost:5173"}) {
        const http::Response response = with_headers(cors, request_of_origin(origin));
        EXPECT_EQ(cors_header(response, "Access-Control-Allow-Origin"), origin);
        EXPECT_THAT(cors_header(response, "Access-Control-Expose-Headers"), testing::HasSubstr("ETag"));
        EXPECT_EQ(cors_header(response, "Access-Control-Allow-Credentials"), "");
        EXPECT_EQ(cors_header(response, "Vary"), "Origin");
    }
    for (const char* origin :
         {"http://shop.example", "https://shop.example:443", "https://shop.example/", "null", "*",
          "https://SHOP.example", "https://evil.example", "https://shop.example.evil.example", ""}) {
        const http::Response response = with_headers(cors, request_of_origin(origin));
        EXPECT_EQ(cors_header(response, "Access-Control-Allow-Origin"), "") << origin;
        EXPECT_EQ(cors_header(response, "Vary"), "Origin") << "another origin would have had another answer";
    }
}

TEST(Cors, SaysNothingWhereNobodyIsListed) {
    EXPECT_TRUE(with_headers(Cors({}), request_of_origin("https://shop.example")).headers.empty());
}

TEST(Cors, AnswersAPreflight) {
    const Cors cors({"https://shop.example"});
    http::Request preflight = request_of_origin("https://shop.example", Method::options);
    EXPECT_FALSE(Cors::is_preflight(preflight)) << "an OPTIONS that asks for no method is none";
    preflight.headers.add("Access-Control-Request-Method", "PUT");
    EXPECT_TRUE(Cors::is_preflight(preflight));
    const http::Response response = cors.respond_to_preflight(preflight, "GET, HEAD, PUT");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(cors_header(response, "Access-Control-Allow-Methods"), "GET, HEAD, PUT");
    EXPECT_THAT(cors_header(response, "Access-Control-Allow-Headers"), testing::HasSubstr("Authorization"));
    EXPECT_THAT(cors_header(response, "Access-Control-Allow-Headers"), testing::HasSubstr("Idempotency-Key"));
    EXPECT_EQ(cors_header(response, "Access-Control-Max-Age"), "600");
}

TEST(Cors, AllowsNothingToAPreflightFromElsewhere) {
    http::Request preflight = request_of_origin("https://evil.example", Method::options);
    preflight.headers.add("Access-Control-Request-Method", "PUT");
    const http::Response response = Cors({"https://shop.example"}).respond_to_preflight(preflight, "GET");
    EXPECT_EQ(response.status, 204);
    EXPECT_EQ(cors_header(response, "Access-Control-Allow-Methods"), "");
}

class AConditionalResponse : public testing::Test {
 public:
    static http::Response respond(const std::vector<std::string>& if_none_match, Method method = Method::get,
                                  int status = 200) {
        http::Request request;
        request.method = method;
        for (const std::string& value : if_none_match) request.headers.add("If-None-Match", value);
        http::Response response{.status = status, .headers = {}, .body = std::string("{}")};
        response.add("Content-Type", "application/json");
        respond_conditionally(request, response);
        return response;
    }
    const std::string tag = cors_header(respond({}), "ETag");
};

TEST_F(AConditionalResponse, HasAnETagOfItsBytes) {
    EXPECT_THAT(tag, testing::MatchesRegex("\"[0-9a-f]{32}\""));
    EXPECT_EQ(cors_header(respond({}, Method::head), "ETag"), tag);
    EXPECT_EQ(cors_header(respond({}, Method::post), "ETag"), "");
    EXPECT_EQ(cors_header(respond({}, Method::get, 404), "ETag"), "");
}

TEST_F(AConditionalResponse, Is304ForWhoHasIt) {
    for (const std::string& same : {tag, "W/" + tag, "\"x\", " + tag, tag + ",\"x\"", std::string("*"), " " + tag}) {
        const http::Response response = respond({same});
        EXPECT_EQ(response.status, 304) << same;
        EXPECT_EQ(response.body.view(), "");
        EXPECT_EQ(cors_header(response, "ETag"), tag);
        EXPECT_EQ(cors_header(response, "Content-Type"), "");
    }
    EXPECT_EQ(respond({"\"x\"", tag}).status, 304) << "several lines are one list";
}

TEST_F(AConditionalResponse, IsWholeForAnyoneElse) {
    for (const std::string& other :
         {std::string(), std::string("\"x\""), tag.substr(1), std::string("x"), std::string(","), tag + "x"}) {
        EXPECT_EQ(respond({other}).status, 200) << other;
    }
    EXPECT_EQ(respond({tag}, Method::post).status, 200);
    EXPECT_EQ(respond({tag}, Method::get, 404).status, 404);
}

TEST(SecurityHeaders, KeepAPolicyThatIsThere) {
    http::Response page;
    page.add("Content-Security-Policy", "default-src 'self'");
    add_security_headers(page);
    EXPECT_EQ(cors_header(page, "Content-Security-Policy"), "default-src 'self'");
    http::Response json;
    add_security_headers(json);
    EXPECT_EQ(cors_header(json, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(cors_header(json, "X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace till
