#include "support/shop_test.h"

namespace till::test {
namespace {

/// The web pages, as clients of all kinds request them. Only where the program was built with the shop's pages.
class Pages : public ShopTest {
 public:
    void SetUp() override {
        if (ask("/", {}).status == 302) GTEST_SKIP() << "the program was built without pages";
    }
    static Response ask(const std::string& path, const Headers& headers, const std::string& method = "GET") {
        return HttpClient(shop().process().port()).send(method, path, headers);
    }
    static std::string path_of(std::int64_t product) { return "/products/" + std::to_string(product); }
};

TEST_P(Pages, AreThereForWhoeverAsks) {
    const std::string product = path_of(shop().new_product("Lamp", "10.00", 5));
    const std::vector<Headers> programs{
        {}, {{"Accept", "*/*"}}, {{"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}}};
    for (const Headers& headers : programs) {
        for (const std::string& path :
             {product, std::string("/"), std::string("/cart"), std::string("/admin/orders/1")}) {
            const Response page = ask(path, headers);
            EXPECT_EQ(page.status, 200) << path;
            EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
            EXPECT_THAT(said(page, "Vary"), testing::HasSubstr("Accept"));
            const Response head = ask(path, headers, "HEAD");
            EXPECT_EQ(head.status, 200);
            EXPECT_EQ(head.body, "");
        }
        for (const char* nothing : {"/products/987654321", "/products/x", "/nothing", "/admin/nothing", "/a/b/c"}) {
            const Response page = ask(nothing, headers);
            EXPECT_EQ(page.status, 404) << nothing;
            EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
            EXPECT_EQ(ask(nothing, headers, "HEAD").status, 404);
        }
    }
    const Response json = ask("/nothing", {{"Accept", "application/json"}});
    EXPECT_EQ(json.status, 404);
    EXPECT_EQ(json.header("Content-Type"), "application/problem+json");
}

TEST_P(Pages, ComeAndGoWithTheirProduct) {
    const std::int64_t lamp = shop().new_product("Lamp", "10.00", 5);
    EXPECT_EQ(ask(path_of(lamp + 1), {}).status, 404);
    EXPECT_EQ(shop().new_product("Next", "10.00", 5), lamp + 1);
    EXPECT_EQ(ask(path_of(lamp + 1), {}).status, 200);
    EXPECT_THAT(admin().del(path_of(lamp + 1)), HasStatus(204));
    EXPECT_EQ(ask(path_of(lamp + 1), {}).status, 404);
}

TILL_SHOP_TEST(Pages);

}  // namespace
}  // namespace till::test
