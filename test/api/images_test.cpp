#include "support/images.h"

#include "shop/images/existence_cache.h"
#include "support/coloured_images.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

class Images : public ShopTest {
 public:
    static Response set(std::int64_t product, const std::string& bytes, const std::string& type = "image/jpeg",
                        Headers headers = {}) {
        headers.emplace_back("Content-Type", type);
        return admin().send("POST", path_of(product) + "/image", bytes, headers);
    }
    static std::string path_of(std::int64_t product) { return "/products/" + std::to_string(product); }
    static Response visit(const std::string& path) { return HttpClient(shop().process().port()).send("GET", path); }

    std::int64_t product = shop().new_product("Lamp", "10.00", 5);
};

TEST_P(Images, AreShownInThreeSizesToWhoeverHasTheAddress) {
    const Response changed = set(product, jpeg_image(2000, 1000));
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.at("version"), "2");
    const std::string url = changed.at("image_url");
    EXPECT_THAT(url, testing::MatchesRegex("/images/[0-9a-f]{32}-medium\\.webp"));
    EXPECT_EQ(admin().get(path_of(product)).at("image_url"), url);

    for (const auto& [size, width] : {std::pair("small", 240), std::pair("medium", 640), std::pair("large", 1600)}) {
        std::string file = url;
        file.replace(file.find("medium"), 6, size);
        const Response image = visit(file);
        ASSERT_EQ(image.status, 200) << file;
        EXPECT_EQ(image.header("Content-Type"), "image/webp");
        EXPECT_EQ(image.header("Cache-Control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(image.header("Cross-Origin-Resource-Policy"), "cross-origin") << "pages elsewhere may show it";
        EXPECT_FALSE(image.header("X-RateLimit-Limit")) << "a page shows many of them";
        EXPECT_EQ(look_at_webp(image.body).width, width);
        EXPECT_EQ(look_at_webp(image.body).height, width / 2);
    }
}

TEST_P(Images, AreTakenForWhatTheyAre) {
    for (const std::string& bytes : {png_image(20, 10), webp_image(20, 10), jpeg_image(20, 10)}) {
        EXPECT_THAT(set(product, bytes, "image/png"), HasStatus(200));
    }
    for (const char* text : {"", "no picture", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a"}) {
        EXPECT_THAT(set(product, text), Refused(422, "bad-picture")) << text;
    }
    for (const std::string& bytes : {png_image(200, 100), jpeg_image(200, 100), webp_image(200, 100)}) {
        const Response response = set(product, bytes.substr(0, bytes.size() / 3));
        ASSERT_THAT(response, Refused(422, "bad-picture"));
        EXPECT_THAT(response.at("detail"), testing::HasSubstr("incomplete"));
    }
    EXPECT_THAT(set(product, progressive_jpeg(64, 64, true)), Refused(422, "bad-picture")) << "too many scans";
    EXPECT_THAT(set(product, jpeg_image(20, 10), "image/svg+xml"), Refused(415, "unsupported-media-type"));
    EXPECT_THAT(set(product, jpeg_image(20, 10), "application/json"), Refused(415, "unsupported-media-type"));
}

TEST_P(Images, MayBeTooLarge) {
    EXPECT_THAT(set(product, std::string(20 * 1024 * 1024 + 1, 'x')), Refused(413, "content-too-large"));
    std::string bomb = png_image(20, 10);
    bomb.replace(16, 8, std::string("\x00\x00\x40\x00\x00\x00\x40\x00", 8));
    const Response response = set(product, bomb, "image/png");
    ASSERT_THAT(response, Refused(422, "bad-picture"));
    EXPECT_THAT(response.at("detail"), testing::HasSubstr("16384 × 16384"));
}

TEST_P(Images, AreGuardedLikeAllElseOfAProduct) {
    const std::string tag = *admin().get(path_of(product)).header("ETag");
    EXPECT_THAT(set(product, png_image(20, 10), "image/png", {{"If-Match", tag}}), HasStatus(200));
    EXPECT_THAT(set(product, png_image(30, 10), "image/png", {{"If-Match", tag}}), Refused(412, "precondition-failed"));
    EXPECT_THAT(set(987'654'321, png_image(20, 10)), Refused(404, "not-found"));
}

TEST_P(Images, GoWithTheProductOrWhenTheyAreTakenAway) {
    const std::string image = path_of(product) + "/image";
    EXPECT_THAT(admin().del(image), HasStatus(204)) << "there is none, as was wished";
    EXPECT_EQ(admin().get(path_of(product)).at("version"), "1");
    const std::string first = set(product, png_image(20, 11)).at("image_url");
    const std::string second = set(product, png_image(20, 12)).at("image_url");
    EXPECT_EQ(visit(first).status, 404) << "another one took its place";
    EXPECT_EQ(visit(second).status, 200);
    EXPECT_THAT(admin().del(image), HasStatus(204));
    EXPECT_EQ(visit(second).status, 404);
    EXPECT_EQ(admin().get(path_of(product)).at("image_url"), "null");

    const std::string third = set(product, png_image(20, 13)).at("image_url");
    EXPECT_THAT(admin().del(path_of(product)), HasStatus(204));
    EXPECT_EQ(visit(third).status, 404);
}

TEST_P(Images, GoWhenNoProductShowsThem) {
    const std::string first = set(product, png_image(20, 21)).at("image_url");
    EXPECT_THAT(admin().patch(path_of(product), json::Object{{"image_url", "https://example.com/a.png"}}),
                HasStatus(200));
    EXPECT_EQ(visit(first).status, 404);
    EXPECT_THAT(admin().del(path_of(product) + "/image"), HasStatus(204));
    EXPECT_EQ(admin().get(path_of(product)).at("image_url"), "null") << "a link to elsewhere is taken away too";

    const std::string second = set(product, png_image(20, 22)).at("image_url");
    const std::string sku = "P-" + std::to_string(product);
    EXPECT_THAT(admin().patch(path_of(product), json::Object{{"sku", sku}}), HasStatus(200));
    EXPECT_THAT(admin().put(path_of(product), json::Object{{"name", "Lamp"}, {"price", "1.00"}, {"sku", sku}}),
                HasStatus(200));
    EXPECT_EQ(visit(second).status, 404);
}

TEST_P(Images, BelongToEveryProductThatShowsThem) {
    const std::string url = set(product, png_image(20, 23)).at("image_url");
    const std::int64_t twin = shop().new_product({{"name", "Twin"}, {"price", "1.00"}, {"image_url", url}});
    EXPECT_THAT(admin().del(path_of(product)), HasStatus(204));
    EXPECT_EQ(visit(url).status, 200);
    EXPECT_THAT(admin().del(path_of(twin) + "/image"), HasStatus(204));
    EXPECT_EQ(visit(url).status, 404);
    EXPECT_THAT(admin().post("/products", json::Object{{"name", "Late"}, {"price", "1.00"}, {"image_url", url}}),
                InvalidField("image_url"));
    EXPECT_THAT(admin().patch(path_of(twin), json::Object{{"image_url", "/images/lamp.png"}}),
                InvalidField("image_url"));
}

TEST_P(Images, MayComeFromAnyHost) {
    EXPECT_THAT(admin().patch(path_of(product), json::Object{{"image_url", "https://cdn.example.net/a.png"}}),
                HasStatus(200));
    for (const char* bad : {"/\\evil.example", "//evil.example", "https://example.com@evil.example/", "/%2e%2e/a"}) {
        EXPECT_THAT(admin().patch(path_of(product), json::Object{{"image_url", bad}}), InvalidField("image_url"));
    }
    const Response page = visit("/");
    if (page.status == 302) GTEST_SKIP() << "the program was built without pages";
    EXPECT_THAT(page.header("Content-Security-Policy").value_or(""), testing::HasSubstr(" http: https:;"));
}

TEST_P(Images, MayComeFromTheHostsThatTheShopNames) {
    RunningShop shop(GetParam(), {{"TILL_PICTURES_HOSTS", "example.com"}});
    EXPECT_EQ(shop.anyone().get("/shop").at("image_hosts"), R"(["example.com"])");
    const std::string path = path_of(shop.new_product("Lamp", "10.00", 5));
    for (const char* elsewhere : {"https://cdn.example.net/a.png", "https://example.com.evil.example/a.png"}) {
        const Response response = shop.admin().patch(path, json::Object{{"image_url", elsewhere}});
        ASSERT_THAT(response, InvalidField("image_url"));
        EXPECT_THAT(response.at("errors.image_url.0"), testing::HasSubstr("example.com"));
    }
    EXPECT_THAT(shop.admin().patch(path, json::Object{{"image_url", "https://EXAMPLE.com/a.png"}}), HasStatus(200));
    const Response page = HttpClient(shop.process().port()).send("GET", "/");
    if (page.status == 302) GTEST_SKIP() << "the program was built without pages";
    EXPECT_THAT(page.header("Content-Security-Policy").value_or(""), testing::HasSubstr(" https://example.com;"));
}

TEST_P(Images, MayBeGuessedANumberOfTimes) {
    const std::string url = set(product, png_image(20, 24)).at("image_url");
    HttpClient guesser(shop().process().port(), "127.77.0.1");
    int refused = 0;
    for (std::uint32_t i = 0; i < ExistenceCache::misses_a_minute + 20; ++i) {
        std::string name = std::to_string(i);
        name.insert(0, 32 - name.size(), 'a');
        const Response response = guesser.send("GET", "/images/" + name + "-medium.webp");
        EXPECT_THAT(response.status, testing::AnyOf(404, 429));
        if (response.status == 429) ++refused;
    }
    EXPECT_GT(refused, 0);
    EXPECT_EQ(guesser.send("GET", "/images/x").status, 404) << "what cannot be a name is not even looked for";
    EXPECT_EQ(visit(url).status, 200);
    EXPECT_EQ(guesser.send("GET", url).status, 200) << "what is known to be there is shown to everybody";
}

TEST_P(Images, HaveNoOtherAddresses) {
    const std::string url = set(product, png_image(20, 14)).at("image_url");
    const std::string name = url.substr(0, url.rfind('-'));
    for (const std::string& path : {name, name + "-huge.webp", name + "-medium.png", name + "-medium",
                                    std::string("/images/-.webp"), std::string("/images/x"), name + "'--small.webp"}) {
        EXPECT_EQ(visit(path).status, 404) << path;
    }
}

// Not as the cache happens to know the one or the other.
TEST_P(Images, AreTheSameWithASlashAtTheEnd) {
    const std::string url = set(product, png_image(20, 16)).at("image_url");
    for (const std::string& path : {url + "/", url, url + "/"}) EXPECT_EQ(visit(path).status, 200) << path;
}

TILL_SHOP_TEST(Images);

}  // namespace
}  // namespace till::test
