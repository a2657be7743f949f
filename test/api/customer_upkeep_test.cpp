#include <fstream>
#include <latch>
#include <sstream>
#include <thread>

#include "support/shop_test.h"

namespace till::test {
namespace {

std::string customer_path(std::int64_t customer) { return "/customers/" + std::to_string(customer); }

class CustomerUpkeep : public ShopTest {
 protected:
    static std::int64_t add(const json::Object& fields) {
        const Response response = admin().post("/customers", fields);
        EXPECT_THAT(response, HasStatus(201));
        return response.number("id");
    }
    static Response with_tag(const std::string& method, const std::string& path, const std::string& tag,
                             const std::optional<std::string>& body = std::nullopt) {
        return admin().send(method, path, body, {{"If-Match", tag}});
    }
    /// All that stands in the files of an SQLite database; nothing of a server's.
    static std::string database_files() {
        const std::string url = shop().settings().at("TILL_DATABASE_URL");
        std::ostringstream bytes;
        if (!url.starts_with("sqlite:")) return "";
        for (const char* suffix : {"", "-wal"}) {
            bytes << std::ifstream(url.substr(std::string("sqlite:").size()) + suffix, std::ios::binary).rdbuf();
        }
        return bytes.str();
    }
};

TEST_P(CustomerUpkeep, ListsTheNewestFirst) {
    const std::int64_t first = add({{"name", "Lister One"}, {"email", "lister1@example.com"}});
    const std::int64_t second = add({{"name", "Lister Two"}, {"email", "lister2@example.com"}, {"phone", "+1 555"}});
    const Response page = admin().get("/customers?per_page=2");
    ASSERT_THAT(page, HasStatus(200));
    EXPECT_EQ(page.at("items.0.id"), std::to_string(second));
    EXPECT_EQ(page.at("items.1.id"), std::to_string(first));
    EXPECT_EQ(page.at("items.0"), admin().get(customer_path(second)).body);
    EXPECT_EQ(page.at("page"), "1");
    EXPECT_GE(page.number("total"), 2);
    EXPECT_NE(said(page, "Link").find("rel=\"last\""), std::string::npos);
    EXPECT_EQ(admin().get("/customers?per_page=1&page=2").at("items.0.id"), std::to_string(first));
}

TEST_P(CustomerUpkeep, FindsWhomAShopkeeperLooksFor) {
    const std::int64_t zoe =
        add({{"name", "Zoë Searchable"}, {"email", "zs@sea.example"}, {"phone", "+49 (40) 77-88"}});
    for (const char* search : {"zoe search", "SEARCHABLE", "zs@sea.example", "@sea", "7788", "40 77"}) {
        const Response page = admin().get("/customers?search=" + percent_encoded(search));
        EXPECT_THAT(page.each("items", "id"), testing::ElementsAre(std::to_string(zoe))) << search;
    }
    for (const char* search : {"%", "_", "\\", "s_archable", "sea%ble", "zoe\\"}) {
        EXPECT_EQ(admin().get("/customers?search=" + percent_encoded(search)).at("total"), "0") << search;
    }
    EXPECT_EQ(admin().get("/customers?search=").at("total"), admin().get("/customers").at("total"));
    EXPECT_THAT(admin().get("/customers?search=" + std::string(201, 'x')), InvalidField("search"));
    EXPECT_THAT(admin().get("/customers?search=%FF"), testing::AnyOf(HasStatus(400), HasStatus(422)));
    EXPECT_THAT(admin().get("/customers?name=x"), InvalidField("name"));
}

TEST_P(CustomerUpkeep, ReplacesAndChanges) {
    const std::int64_t id = add({{"name", "Before"}, {"email", "before@example.com"}, {"phone", "1"}});
    const Response changed = admin().patch(customer_path(id), json::Object{{"name", "After"}});
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.at("name"), "After");
    EXPECT_EQ(changed.at("phone"), "1") << "what a PATCH does not name stays";
    EXPECT_EQ(changed.at("version"), "2");
    const Response replaced =
        admin().put(customer_path(id), json::Object{{"name", "After"}, {"email", "after@example.com"}});
    ASSERT_THAT(replaced, HasStatus(200));
    EXPECT_EQ(replaced.at("phone"), "null") << "what a PUT does not name goes";
    EXPECT_EQ(replaced.at("version"), "3");
    EXPECT_EQ(admin().get(customer_path(id)).body, replaced.body);
    EXPECT_EQ(admin().patch(customer_path(id), json::Object()).body, replaced.body)
        << "nothing changed, not even the version";
    EXPECT_EQ(admin().patch(customer_path(id), json::Object{{"phone", nullptr}}).at("version"), "3");
    EXPECT_THAT(admin().put(customer_path(id), json::Object{{"name", "Incomplete"}}), InvalidField("email"));
    EXPECT_THAT(admin().patch("/customers/987654321", json::Object{{"name", "X"}}), Refused(404, "not-found"));
}

TEST_P(CustomerUpkeep, GivesNobodyTheAddressOfAnother) {
    const std::int64_t one = add({{"name", "One"}, {"email", "taken1@example.com"}});
    add({{"name", "Two"}, {"email", "taken2@example.com"}});
    EXPECT_THAT(admin().patch(customer_path(one), json::Object{{"email", "TAKEN2@example.com"}}),
                Refused(409, "email-taken"));
    EXPECT_THAT(admin().put(customer_path(one), json::Object{{"name", "One"}, {"email", "taken2@example.com"}}),
                Refused(409, "email-taken"));
    EXPECT_EQ(admin().patch(customer_path(one), json::Object{{"email", "Taken1@Example.com"}}).at("email"),
              "Taken1@Example.com");
}

TEST_P(CustomerUpkeep, ChangesOnlyWhatWasRead) {
    const std::int64_t id = add({{"name", "Guarded"}, {"email", "guarded@example.com"}});
    const std::string tag = admin().get(customer_path(id)).header("ETag").value();
    const Response changed = with_tag("PATCH", customer_path(id), tag, R"({"name":"First"})");
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.header("ETag"), admin().get(customer_path(id)).header("ETag"));
    EXPECT_THAT(with_tag("PATCH", customer_path(id), tag, R"({"name":"Second"})"), Refused(412, "precondition-failed"));
    EXPECT_THAT(with_tag("PUT", customer_path(id), tag, R"({"name":"Third","email":"guarded@example.com"})"),
                Refused(412, "precondition-failed"));
    EXPECT_THAT(with_tag("DELETE", customer_path(id), tag), Refused(412, "precondition-failed"));
    EXPECT_EQ(admin().get(customer_path(id)).at("name"), "First");
    EXPECT_THAT(with_tag("DELETE", customer_path(id), changed.header("ETag").value()), HasStatus(204));
    EXPECT_THAT(admin().get(customer_path(id)), Refused(404, "not-found"));
}

TEST_P(CustomerUpkeep, ForgetsACustomerAndKeepsTheOrders) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.50", 10);
    json::Value wanted = order_of(tea, 2);
    wanted["shipping_address"] = "A secret lane 5";
    wanted["note"] = "Ring the secret bell";
    const Headers key{{"Idempotency-Key", "key-of-" + shopper.username}};
    const Response order = shopper.api.send("POST", "/orders", json::serialize(wanted), key);
    ASSERT_THAT(order, HasStatus(201));
    ASSERT_THAT(shopper.api.post("/cart/items", item_of(tea, 1)), HasStatus(200));
    const std::string email = admin().get(customer_path(shopper.customer)).at("email");

    const json::Object cancelling{{"reason", "A secret reason"}};
    ASSERT_THAT(shopper.api.post("/orders/" + order.at("id") + "/cancel", cancelling), HasStatus(200));
    EXPECT_THAT(admin().del(customer_path(shopper.customer)), HasStatus(204));
    for (const std::string& text : {std::string("A secret lane"), std::string("secret bell"), email}) {
        EXPECT_EQ(database_files().find(text), std::string::npos) << text;
    }
    EXPECT_THAT(admin().get(customer_path(shopper.customer)), Refused(404, "not-found"));
    EXPECT_THAT(admin().del(customer_path(shopper.customer)), Refused(404, "not-found"));
    EXPECT_THAT(admin().get("/accounts/" + std::to_string(shopper.account)), Refused(404, "not-found"));
    EXPECT_THAT(
        shop().anyone().post("/login", json::Object{{"username", shopper.username}, {"password", good_password}}),
        Refused(401, "invalid-credentials"));
    const Response kept = admin().get("/orders/" + order.at("id"));
    ASSERT_THAT(kept, HasStatus(200));
    EXPECT_EQ(kept.at("customer_id"), "null");
    EXPECT_EQ(kept.at("total"), "3.00");
    EXPECT_EQ(kept.body.find("secret"), std::string::npos);
    const Response tracking = admin().get("/orders/" + order.at("id") + "/tracking");
    EXPECT_EQ(tracking.body.find("secret"), std::string::npos);
    EXPECT_EQ(admin().get("/customers?search=" + percent_encoded(email)).at("total"), "0");
    EXPECT_THAT(admin().post("/customers", json::Object{{"name", "Again"}, {"email", email}}), HasStatus(201))
        << "the address is free again";
    EXPECT_EQ(shop().stock_of(tea), "10");
}

TEST_P(CustomerUpkeep, ForgetsACustomerWhoIsBuyingJustNow) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t tea = shop().new_product("Tea", "1.50", 1000);
    ASSERT_THAT(shopper.api.post("/cart/items", item_of(tea, 1)), HasStatus(200));
    std::latch under_way(2);
    const auto buy = [&](const char* path, const json::Value& body) {
        const Api api = shop().with_token(shopper.api.token());
        for (int i = 0; i < 30; ++i) {
            const Response response = api.post(path, body);
            EXPECT_THAT(response.status, testing::AnyOf(200, 201, 401, 403, 404, 409)) << response.body;
            if (i == 2) under_way.count_down();
        }
    };
    {
        std::jthread ordering([&] { buy("/orders", order_of(tea, 1)); });
        std::jthread filling([&] { buy("/cart/items", item_of(tea, 1)); });
        under_way.wait();
        EXPECT_THAT(admin().del(customer_path(shopper.customer)), HasStatus(204));
    }
    EXPECT_EQ(admin().get("/orders?customer_id=" + std::to_string(shopper.customer)).at("total"), "0");
    EXPECT_EQ(shop().stock_of(tea), std::to_string(shop().ledger_sum(tea)));
}

TEST_P(CustomerUpkeep, KeepsTheCustomerOfTheLastAdmin) {
    RunningShop alone(GetParam());
    const std::int64_t customer = alone.new_customer();
    const Response made = alone.admin().post(
        "/accounts",
        json::Object{{"customer_id", customer}, {"username", "boss"}, {"password", good_password}, {"role", "admin"}});
    ASSERT_THAT(made, HasStatus(201));
    const Api boss = alone.signed_in("boss");
    const std::string keeper = "/accounts/" + alone.admin().get("/me").at("id");
    ASSERT_THAT(boss.del(keeper), HasStatus(204));
    EXPECT_THAT(boss.del(customer_path(customer)), Refused(409, "last-admin"));
    EXPECT_THAT(boss.get(customer_path(customer)), HasStatus(200));
    EXPECT_THAT(boss.get("/me"), HasStatus(200));
}

TILL_SHOP_TEST(CustomerUpkeep);

}  // namespace
}  // namespace till::test
