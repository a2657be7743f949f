#include "support/at_once.h"
#include "support/shop_test.h"

namespace till::test {
namespace {

class ProductsWithIfMatch : public ShopTest {
 protected:
    void SetUp() override {
        const std::int64_t id = shop().new_product(
            {{"name", "Tea"}, {"price", "1.00"}, {"description", "Green"}, {"category", "Drinks"}, {"stock", 5}});
        path_ = "/products/" + std::to_string(id);
    }

    const std::string& path() const { return path_; }
    Response read() const { return admin().get(path()); }
    static std::string tag_of(const Response& response) { return response.header("ETag").value_or("(none)"); }

    static Response send(const Api& api, const std::string& method, const std::string& path, const std::string& tag,
                         const std::optional<std::string>& body = std::nullopt) {
        return api.send(method, path, body, {{"If-Match", tag}});
    }

 private:
    std::string path_;
};

TEST_P(ProductsWithIfMatch, LetTheSecondOfTwoAdminsReadAgainAndLoseNothing) {
    const Api other = shop().signed_in(admin_name);
    const std::string seen_by_both = tag_of(read());
    EXPECT_EQ(tag_of(other.get(path())), seen_by_both);

    const Response first = send(admin(), "PATCH", path(), seen_by_both, R"({"price":"2.00"})");
    ASSERT_THAT(first, HasStatus(200));
    EXPECT_EQ(first.at("version"), "2");
    for (const char* method : {"PUT", "PATCH"}) {
        EXPECT_THAT(send(other, method, path(), seen_by_both, R"({"name":"Green tea","price":"1.00"})"),
                    Refused(412, "precondition-failed"));
    }
    EXPECT_THAT(send(other, "DELETE", path(), seen_by_both), Refused(412, "precondition-failed"));
    EXPECT_EQ(read().body, first.body) << "what the first did is there, and nothing else";

    const Response second = send(other, "PATCH", path(), tag_of(other.get(path())), R"({"name":"Green tea"})");
    ASSERT_THAT(second, HasStatus(200));
    EXPECT_EQ(second.at("name"), "Green tea");
    EXPECT_EQ(second.at("price"), "2.00");
    EXPECT_EQ(second.at("version"), "3");
    EXPECT_THAT(send(other, "DELETE", path(), tag_of(second)), HasStatus(204));
    EXPECT_THAT(read(), Refused(404, "not-found"));
}

TEST_P(ProductsWithIfMatch, AreAnsweredWithTheTagOfTheirVersion) {
    const Response created = admin().post("/products", json::Object{{"name", "Mug"}, {"price", "1.00"}});
    const std::string mug = "/products/" + created.at("id");
    EXPECT_EQ(tag_of(created).substr(0, 3), "\"1-");
    EXPECT_EQ(tag_of(admin().get(mug)), tag_of(created));
    const Response replaced = admin().put(mug, json::Object{{"name", "Cup"}, {"price", "1.00"}});
    EXPECT_EQ(tag_of(replaced).substr(0, 3), "\"2-");
    EXPECT_EQ(tag_of(admin().get(mug)), tag_of(replaced));
    const Response changed = admin().patch(mug, json::Object{{"price", "3.00"}});
    EXPECT_EQ(tag_of(changed).substr(0, 3), "\"3-");
    EXPECT_EQ(tag_of(admin().get(mug)), tag_of(changed));
}

TEST_P(ProductsWithIfMatch, HoldAcrossASale) {
    const Shopper shopper = shop().new_shopper();
    const std::string before = tag_of(read());
    ASSERT_THAT(shopper.api.post("/orders", order_of(std::stoll(path().substr(10)), 2)), HasStatus(201));
    EXPECT_EQ(read().at("stock"), "3");
    EXPECT_NE(tag_of(read()), before) << "the bytes are others";
    const Response changed = send(admin(), "PATCH", path(), before, R"({"name":"Green tea"})");
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.at("stock"), "3");
}

TEST_P(ProductsWithIfMatch, HoldForAnyVersionWithAStarAndForNoneWithATagThatWasMadeUp) {
    EXPECT_THAT(send(admin(), "PATCH", path(), "*", R"({"name":"Star"})"), HasStatus(200));
    const Response present = read();
    for (const std::string other : {"\"x\"", "\"99-0000000000000000\"", "W/\"99-0\""}) {
        EXPECT_THAT(send(admin(), "PATCH", path(), other, R"({"name":"Other"})"), Refused(412, "precondition-failed"))
            << other;
    }
    for (const std::string bad : {"", "\"1-", "1-0"}) {
        EXPECT_THAT(send(admin(), "PATCH", path(), bad, R"({"name":"Other"})"), Refused(400, "malformed-request"))
            << bad;
    }
    EXPECT_EQ(read().body, present.body);
    EXPECT_THAT(send(admin(), "PATCH", path(), "\"99-0\", " + tag_of(present), R"({"name":"Listed"})"), HasStatus(200));
}

TEST_P(ProductsWithIfMatch, LetOneOfSixteenEditsAtOnceThrough) {
    const std::string tag = tag_of(read());
    std::vector<Api> apis;
    for (int i = 0; i < 16; ++i) apis.push_back(shop().signed_in(admin_name));
    const auto responses = all_at_once(apis.size(), [&](std::size_t i) {
        return send(apis[i], "PATCH", path(), tag, R"({"name":"Edit )" + std::to_string(i) + "\"}");
    });
    EXPECT_EQ(count_of(responses, 200), 1);
    EXPECT_EQ(count_of(responses, 412), 15);
    for (const Response& response : responses) {
        if (response.status == 200) {
            EXPECT_EQ(read().body, response.body);
        }
    }
    EXPECT_EQ(read().at("version"), "2");
}

TILL_SHOP_TEST(ProductsWithIfMatch);

}  // namespace
}  // namespace till::test
