#include "shop/pages/web_page_controller.h"

#include <gmock/gmock.h>

#include "platform/database/read_trace.h"
#include "shop/kernel/image_address.h"
#include "support/decoded.h"
#include "support/fake_database.h"
#include "support/mock_repositories.h"
#include "support/refusals.h"
#include "support/samples.h"
#include "support/shop_settings.h"

namespace till {
namespace {

using testing::HasSubstr;

std::string page_header(const http::Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

class ThePages : public testing::Test {
 public:
    ThePages() {
        ON_CALL(repositories.products, find).WillByDefault([](database::SqlSession&, ProductId id) {
            database::ReadTrace::note(1);
            return id == 5 ? std::optional(test::product("Lamp", "19.99", 5)) : std::nullopt;
        });
    }

    static Request asked(std::string path, std::string accept = "text/html,*/*;q=0.8", std::string encoding = "") {
        Request request;
        request.path = std::move(path);
        request.http.headers.add("Accept", accept);
        request.http.headers.add("Accept-Encoding", encoding);
        return request;
    }
    std::string text_at(std::string path) { return std::string(pages.show(asked(std::move(path))).body.view()); }

    Compression compression{{.enabled = true, .bytes_min = 8}};

    std::pair<int, std::string> seen(std::string path, std::string accept = "text/html,*/*;q=0.8") {
        const http::Response response = pages.show(asked(std::move(path), std::move(accept)));
        return {response.status, std::string(response.body.view())};
    }

    test::FakeDatabase database;
    test::MockRepositories repositories;
    test::FixedClock clock;
    caching::Invalidations invalidations;
    const ImageHosts no_hosts;
    ProductService products{database, repositories.products, repositories.stock, repositories.images, clock, no_hosts};
    ExistenceCache guesses{invalidations, std::chrono::seconds(60), clock};
    WebPageController pages{{{"index.html", "the shop"},
                             {"admin/index.html", "the office"},
                             {"favicon.svg", "<svg/>"},
                             {"assets/shop-1a2b.js", "let shop = 1"},
                             {"assets/shop-1a2b.js.gz", "zipped"},
                             {"assets/shop-1a2b.js.br", "small"},
                             {"api/docs/index.html", "the documentation"}},
                            compression,
                            products,
                            guesses,
                            no_hosts};
};

TEST_F(ThePages, AreFoundByTheirFolder) {
    EXPECT_EQ(text_at("/"), "the shop");
    EXPECT_EQ(text_at("/admin"), "the office");
    EXPECT_EQ(text_at("/admin/"), "the office");
    EXPECT_EQ(text_at("/api/docs"), "the documentation");
    EXPECT_EQ(text_at("/favicon.svg"), "<svg/>");
}

TEST_F(ThePages, BelongToTheApplicationThatFindsItsWayByItself) {
    EXPECT_EQ(seen("/products/5"), std::pair(200, std::string("the shop")));
    EXPECT_EQ(seen("/products/5/"), std::pair(200, std::string("the shop")));
    EXPECT_EQ(seen("/orders/77"), std::pair(200, std::string("the shop"))) << "whose it is, is said behind the sign-in";
    EXPECT_EQ(seen("/admin/orders/5"), std::pair(200, std::string("the office")));
}

TEST_F(ThePages, SayThatNothingIsThere) {
    for (const char* nothing : {"/products/6", "/products/x", "/nothing", "/administrators", "/wp-login.php",
                                "/orders/5/nothing", "/robots.txt"}) {
        EXPECT_EQ(seen(nothing), std::pair(404, std::string("the shop"))) << nothing;
    }
    EXPECT_EQ(seen("/admin/nothing"), std::pair(404, std::string("the office")));
    EXPECT_CALL(repositories.products, find).Times(0);
    seen("/products/6");  // is known not to be there
    seen("/products/9007199254740992");
    seen("/products/0");
}

TEST_F(ThePages, AreForWhoeverDoesNotAskForJsonAlone) {
    for (const char* accept :
         {"", "*/*", "text/*", "text/html", "image/avif,image/webp,*/*;q=0.8", "application/json, */*",
          "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}) {
        EXPECT_EQ(seen("/products/5", accept).first, 200) << accept;
        EXPECT_EQ(seen("/nothing", accept), std::pair(404, std::string("the shop"))) << accept;
    }
    Request request;
    request.path = "/products/5";
    const http::Response response = pages.show(request);
    EXPECT_EQ(response.status, 200) << "many programs send no Accept";
    EXPECT_THAT(page_header(response, "Vary"), HasSubstr("Accept"));
    for (const char* accept : {"application/json", "application/problem+json, application/json;q=0.9"}) {
        EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/products/5", accept)); }).problem().status, 404) << accept;
    }
    EXPECT_EQ(seen("/assets/shop-1a2b.js", "application/json").first, 200) << "a file is what it is";
}

TEST_F(ThePages, AreNotWhereOnlyFilesAre) {
    for (const char* nothing :
         {"/assets/old-9z.js", "/api", "/api/v1/nothing", "/api/docs/nothing", "/demo/x.svg", "/images/a/b"}) {
        EXPECT_EQ(test::refusal_of([&] { pages.show(asked(nothing)); }).problem().status, 404) << nothing;
    }
}

TEST_F(ThePages, MayShowImagesOfTheHostsThatTheShopAllows) {
    WebPageController open{{{"index.html", "the shop"}, {"favicon.svg", "<svg/>"}},
                           compression,
                           products,
                           guesses,
                           ImageHosts({"cdn.example.com"})};
    WebPageController all{{{"index.html", "the shop"}}, compression, products, guesses, ImageHosts({"*"})};
    EXPECT_THAT(page_header(open.show(asked("/")), "Content-Security-Policy"),
                HasSubstr("img-src 'self' data: blob: http://cdn.example.com https://cdn.example.com;"));
    EXPECT_THAT(page_header(all.show(asked("/")), "Content-Security-Policy"),
                HasSubstr("img-src 'self' data: blob: http: https:;"));
    EXPECT_THAT(page_header(pages.show(asked("/")), "Content-Security-Policy"),
                HasSubstr("img-src 'self' data: blob:;"));
    EXPECT_EQ(page_header(open.show(asked("/favicon.svg")), "Cross-Origin-Resource-Policy"), "cross-origin");
    EXPECT_EQ(page_header(open.show(asked("/")), "Cross-Origin-Resource-Policy"), "");
}

TEST_F(ThePages, AreAskedAboutEachTimeButTheFilesWhoseNameChanges) {
    EXPECT_EQ(page_header(pages.show(asked("/")), "Cache-Control"), "no-cache");
    EXPECT_EQ(page_header(pages.show(asked("/products/5")), "Cache-Control"), "no-cache");
    EXPECT_EQ(page_header(pages.show(asked("/assets/shop-1a2b.js")), "Cache-Control"),
              "public, max-age=31536000, immutable");
}

TEST_F(ThePages, AreZippedForThoseWhoTakeIt) {
    const http::Response zipped = pages.show(asked("/assets/shop-1a2b.js", "*/*", "deflate, gzip"));
    EXPECT_EQ(zipped.body.view(), "zipped");
    EXPECT_EQ(page_header(zipped, "Content-Encoding"), "gzip");
    EXPECT_EQ(page_header(zipped, "Content-Type"), "text/javascript; charset=utf-8");
    const http::Response plain = pages.show(asked("/assets/shop-1a2b.js", "*/*", "gzip;q=0"));
    EXPECT_EQ(plain.body.view(), "let shop = 1");
    EXPECT_NE(page_header(plain, "ETag"), page_header(zipped, "ETag"));
    EXPECT_EQ(pages.show(asked("/assets/shop-1a2b.js", "*/*", "gzip, deflate, br")).body.view(), "small");
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/assets/shop-1a2b.js.br")); }).problem().status, 404);
    const http::Response made = pages.show(asked("/", "*/*", "gzip"));
    EXPECT_EQ(test::decoded(made.body.view(), page_header(made, "Content-Encoding")), "the shop")
        << "there is no such twin";
    EXPECT_EQ(page_header(pages.show(asked("/favicon.svg", "*/*", "gzip")), "Content-Encoding"), "") << "too small";
    EXPECT_EQ(test::refusal_of([&] { pages.show(asked("/assets/shop-1a2b.js.gz")); }).problem().status, 404);
}

TEST_F(ThePages, RunNoScriptsButTheShopsOwn) {
    const std::string policy = page_header(pages.show(asked("/")), "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("script-src 'self';"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
}

TEST_F(ThePages, AreThoseOfTheDocumentationWhereThereAreNoOthers) {
    const WebPageFiles files{{"api/docs/index.html", "the documentation"}};
    const Compression plain({});
    WebPageController without(files, plain, products, guesses, no_hosts);
    const http::Response start = without.show(asked("/"));
    EXPECT_EQ(start.status, 302);
    EXPECT_EQ(page_header(start, "Location"), "/api/docs");
    EXPECT_EQ(test::refusal_of([&] { without.show(asked("/admin")); }).problem().status, 404);
}

}  // namespace
}  // namespace till
