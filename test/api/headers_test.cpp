#include "support/images.h"
#include "support/shop_test.h"

/// What caches on the way may rely on, for every class of responses.
namespace till::test {
namespace {

using testing::HasSubstr;

constexpr const char* origin = "https://shop.example";

class HeadersOfResponses : public testing::TestWithParam<DatabaseKind> {
 protected:
    /// A browser's request; a path without a leading slash is below /api/v1.
    Response ask(const std::string& method, const std::string& path, Headers headers = {},
                 const std::optional<std::string>& body = std::nullopt) {
        const bool has_token = !headers.empty() && headers.front().first == "Authorization";
        headers.emplace_back("Accept-Encoding", "gzip, br");
        headers.emplace_back("Origin", origin);
        if (!has_token) headers.emplace_back("Authorization", "Bearer " + shop.admin().token());
        if (body) headers.emplace_back("Content-Type", "application/json");
        return HttpClient(shop.process().port())
            .send(method, path.starts_with('/') ? path : "/api/v1/" + path, headers, body);
    }

    RunningShop shop{GetParam(), {{"TILL_CORS_ORIGINS", origin}}};
};

TEST_P(HeadersOfResponses, AreTheSameForGetAndHeadAndForWhoHasItAlready) {
    for (int i = 0; i < 20; ++i) shop.new_product("Tea " + std::to_string(i), "1.00", 9);
    const Response product =
        shop.admin().send("POST", "/products/1/image", png_image(300, 200), {{"Content-Type", "image/png"}});
    ASSERT_THAT(product, HasStatus(200));
    for (const std::string& path :
         {std::string("products"), std::string("products/1"), std::string("me"), std::string("orders"),
          std::string("products/1/stock-movements"), std::string("reports/sales"), std::string("exports/products.csv"),
          std::string("shop"), std::string("/api/swagger.yaml"), std::string("/api/openapi.json"),
          std::string("/api/docs"), std::string("/api/docs/swagger-ui.css"), product.at("image_url")}) {
        const Response get = ask("GET", path);
        ASSERT_THAT(get, HasStatus(200)) << path;
        EXPECT_NE(said(get, "ETag"), "") << path;
        EXPECT_NE(said(get, "Cache-Control"), "") << path;
        EXPECT_THAT(said(get, "Vary"), HasSubstr("Origin")) << path;
        EXPECT_EQ(said(get, "Vary").find("Accept-Encoding") == std::string::npos, path.ends_with(".webp")) << path;
        EXPECT_EQ(said(get, "Access-Control-Allow-Origin"), origin) << path;
        const Response head = ask("HEAD", path);
        const Response known = ask("GET", path, {{"If-None-Match", said(get, "ETag")}});
        EXPECT_THAT(head, HasStatus(200)) << path;
        EXPECT_THAT(known, HasStatus(304)) << path;
        for (const char* name : {"ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"}) {
            EXPECT_EQ(said(head, name), said(get, name)) << path << ' ' << name;
            EXPECT_EQ(said(known, name), said(get, name)) << path << ' ' << name;
        }
        for (const char* name : {"Content-Type", "Content-Encoding", "Content-Length"}) {
            EXPECT_EQ(said(head, name), said(get, name)) << path << ' ' << name;
            EXPECT_EQ(said(known, name), "") << path << ' ' << name;
        }
    }
}

TEST_P(HeadersOfResponses, KeepRefusalsAndChangesOutOfCaches) {
    const std::string product = "products/" + std::to_string(shop.new_product("Tea", "1.00", 9));
    for (const Response& response :
         {ask("GET", "products/999"), ask("GET", "nothing"), ask("PATCH", "products"), ask("GET", "products?page=x"),
          ask("GET", "products/1", {{"Authorization", "Bearer x"}}), ask("POST", "products", {}, "{"),
          ask("PATCH", product, {{"If-Match", "\"9-x\""}}, "{}"),
          ask("PATCH", product, {{"If-Match", "\"9-"}}, "{}")}) {
        EXPECT_EQ(fault_in_problem(response), "");
        EXPECT_EQ(said(response, "Cache-Control"), "no-store") << testing::PrintToString(response);
        EXPECT_EQ(said(response, "ETag"), "") << testing::PrintToString(response);
        EXPECT_THAT(said(response, "Vary"), AllOf(HasSubstr("Origin"), HasSubstr("Accept-Encoding")));
        EXPECT_EQ(said(response, "Access-Control-Allow-Origin"), origin);
    }
    const Response changed = ask("PATCH", product, {}, R"({"price":"2.00"})");
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(said(changed, "Cache-Control"), "no-store");
    EXPECT_EQ(said(changed, "ETag"), said(ask("GET", product), "ETag")) << "the change is answered as it is read";
}

TILL_ON_BOTH_DATABASES(HeadersOfResponses);

}  // namespace
}  // namespace till::test
