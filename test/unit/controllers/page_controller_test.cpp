#include "controllers/page_controller.h"

#include <gmock/gmock.h>

#include "support/decoded.h"
#include "support/refusals.h"

namespace till {
namespace {

using testing::HasSubstr;

std::string header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

class ThePages : public testing::Test {
 public:
    static Request asked(std::string path, std::string accept = "text/html,*/*;q=0.8", std::string encoding = "") {
        Request request;
        request.path = std::move(path);
        request.http.headers.add("Accept", accept);
        request.http.headers.add("Accept-Encoding", encoding);
        return request;
    }
    std::string text_at(std::string path) { return std::string(pages.show(asked(std::move(path))).body.view()); }

    Compression compression{{.enabled = true, .bytes_min = 8}};
    PageController pages{{{"index.html", "the shop"},
                          {"admin/index.html", "the office"},
                          {"favicon.svg", "<svg/>"},
                          {"assets/shop-1a2b.js", "let shop = 1"},
                          {"assets/shop-1a2b.js.gz", "zipped"},
                          {"assets/shop-1a2b.js.br", "small"},
                          {"api/docs/index.html", "the documentation"}},
                         compression};
};

TEST_F(ThePages, AreFoundByTheirFolder) {
    EXPECT_EQ(text_at("/"), "the shop");
    EXPECT_EQ(text_at("/admin"), "the office");
    EXPECT_EQ(text_at("/admin/"), "the office");
    EXPECT_EQ(text_at("/api/docs"), "the documentation");
    EXPECT_EQ(text_at("/favicon.svg"), "<svg/>");
}

TEST_F(ThePages, BelongToTheApplicationThatFindsItsWayByItself) {
    EXPECT_EQ(text_at("/products/5"), "the shop");
    EXPECT_EQ(text_at("/administrators"), "the shop");
    EXPECT_EQ(text_at("/admin/orders/5"), "the office");
}

TEST_F(ThePages, AreNotForWhatAsksForSomethingElse) {
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/products/5", "image/webp,*/*")); }).problem().status, 404);
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/assets/old-9z.js")); }).problem().status, 404);
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/api")); }).problem().status, 404);
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/api/v1/nothing")); }).problem().status, 404);
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/api/docs/nothing")); }).problem().status, 404);
}

TEST_F(ThePages, AreAskedAboutEachTimeButTheFilesWhoseNameChanges) {
    EXPECT_EQ(header(pages.show(asked("/")), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(pages.show(asked("/products/5")), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(pages.show(asked("/assets/shop-1a2b.js")), "Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST_F(ThePages, AreZippedForThoseWhoTakeIt) {
    const http::Response zipped = pages.show(asked("/assets/shop-1a2b.js", "*/*", "deflate, gzip"));
    EXPECT_EQ(zipped.body.view(), "zipped");
    EXPECT_EQ(header(zipped, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(zipped, "Content-Type"), "text/javascript; charset=utf-8");
    const http::Response plain = pages.show(asked("/assets/shop-1a2b.js", "*/*", "gzip;q=0"));
    EXPECT_EQ(plain.body.view(), "let shop = 1");
    EXPECT_NE(header(plain, "ETag"), header(zipped, "ETag"));
    EXPECT_EQ(pages.show(asked("/assets/shop-1a2b.js", "*/*", "gzip, deflate, br")).body.view(), "small");
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/assets/shop-1a2b.js.br")); }).problem().status, 404);
    const http::Response made = pages.show(asked("/", "*/*", "gzip"));
    EXPECT_EQ(test::decoded(made.body.view(), header(made, "Content-Encoding")), "the shop") << "there is no such twin";
    EXPECT_EQ(header(pages.show(asked("/favicon.svg", "*/*", "gzip")), "Content-Encoding"), "") << "too small";
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/assets/shop-1a2b.js.gz")); }).problem().status, 404);
}

TEST_F(ThePages, RunNoScriptsButTheShopsOwn) {
    const std::string policy = header(pages.show(asked("/")), "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("script-src 'self';"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
}

TEST(AProgramWithoutPages, ShowsTheDocumentation) {
    const PageController::Files files{{"api/docs/index.html", "the documentation"}};
    const Compression compression({});
    PageController pages(files, compression);
    const http::Response start = pages.show(ThePages::asked("/"));
    EXPECT_EQ(start.status, 302);
    EXPECT_EQ(header(start, "Location"), "/api/docs");
    EXPECT_EQ(test::refusal_of([&] { pages.show(ThePages::asked("/admin")); }).problem().status, 404);
}

}  // namespace
}  // namespace till
