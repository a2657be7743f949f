#include <algorithm>
#include <functional>
#include <latch>
#include <thread>

#include "support/shop_test.h"

namespace till::test {
namespace {

std::string account_path(std::int64_t account) { return "/accounts/" + std::to_string(account); }

std::int64_t add_admin(const Api& api, const std::string& username) {
    const Response response =
        api.post("/accounts", json::Object{{"username", username}, {"password", good_password}, {"role", "admin"}});
    EXPECT_THAT(response, HasStatus(201));
    return response.number("id");
}

class AccountUpkeep : public ShopTest {
 protected:
    static Response sign_in(const std::string& username, const std::string& password) {
        return shop().stranger().post("/login", json::Object{{"username", username}, {"password", password}});
    }
};

TEST_P(AccountUpkeep, ListsTheNewestFirstWithTheirCustomers) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t root = add_admin(admin(), "lister");
    const Response page = admin().get("/accounts?per_page=2");
    ASSERT_THAT(page, HasStatus(200));
    EXPECT_THAT(page.each("items", "id"), testing::ElementsAre(std::to_string(root), std::to_string(shopper.account)));
    EXPECT_EQ(page.at("items.0.customer"), "null");
    EXPECT_EQ(page.at("items.1.customer.id"), std::to_string(shopper.customer));
    EXPECT_EQ(page.at("items.1"), admin().get(account_path(shopper.account)).body);
    EXPECT_EQ(page.body.find("password"), std::string::npos);
    EXPECT_EQ(page.body.find("argon2"), std::string::npos);
}

TEST_P(AccountUpkeep, FindsUsernames) {
    const std::int64_t root = add_admin(admin(), "Zoë_finds%");
    for (const char* search : {"ZOË", "_find", "S%", "zoë_finds%"}) {
        EXPECT_THAT(admin().get("/accounts?search=" + percent_encoded(search)).each("items", "id"),
                    testing::ElementsAre(std::to_string(root)))
            << search;
    }
    EXPECT_EQ(admin().get("/accounts?search=zo%25finds").at("total"), "0");
    EXPECT_THAT(admin().get("/accounts?search=" + std::string(65, 'x')), InvalidField("search"));
}

TEST_P(AccountUpkeep, ReplacesAndChanges) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = account_path(shopper.account);
    const Response promoted = admin().patch(path, json::Object{{"role", "admin"}});
    ASSERT_THAT(promoted, HasStatus(200));
    EXPECT_EQ(promoted.at("role"), "admin");
    EXPECT_EQ(promoted.at("username"), shopper.username);
    EXPECT_EQ(promoted.at("version"), "2");
    EXPECT_EQ(promoted.at("customer.id"), std::to_string(shopper.customer));
    const Response replaced = admin().put(path, json::Object{{"username", shopper.username + "x"}});
    ASSERT_THAT(replaced, HasStatus(200));
    EXPECT_EQ(replaced.at("role"), "customer") << "what a PUT does not name falls back";
    EXPECT_EQ(replaced.at("version"), "3");
    EXPECT_EQ(admin().get(path).body, replaced.body);
    EXPECT_EQ(admin().patch(path, json::Object()).body, replaced.body) << "nothing changed, not even the version";
    EXPECT_EQ(admin().patch(path, json::Object{{"password", nullptr}}).body, replaced.body);
    EXPECT_THAT(sign_in(shopper.username, good_password), Refused(401, "invalid-credentials"));
    EXPECT_THAT(sign_in(shopper.username + "X", good_password), HasStatus(200)) << "the password stayed";
    EXPECT_THAT(admin().patch(path, json::Object{{"role", "owner"}}), InvalidField("role"));
    EXPECT_THAT(admin().patch(path, json::Object{{"customer_id", 1}}), InvalidField("customer_id"));
    EXPECT_THAT(admin().put(account_path(987'654'321), json::Object{{"username", "x"}}), Refused(404, "not-found"));
}

TEST_P(AccountUpkeep, SetsAPasswordAndShowsItNowhere) {
    const Shopper shopper = shop().new_shopper();
    const Response changed =
        admin().patch(account_path(shopper.account), json::Object{{"password", "quite another word"}});
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_EQ(changed.at("version"), "2");
    EXPECT_EQ(changed.body.find("another word"), std::string::npos);
    EXPECT_EQ(changed.body.find("argon2"), std::string::npos);
    EXPECT_THAT(sign_in(shopper.username, good_password), Refused(401, "invalid-credentials"));
    EXPECT_THAT(sign_in(shopper.username, "quite another word"), HasStatus(200));
    EXPECT_THAT(admin().patch(account_path(shopper.account), json::Object{{"password", "short"}}),
                InvalidField("password"));
    const std::string log = shop().process().errors();
    EXPECT_EQ(log.find("another word"), std::string::npos);
    EXPECT_EQ(log.find("argon2"), std::string::npos);
}

TEST_P(AccountUpkeep, KeepsNamesApart) {
    const Shopper one = shop().new_shopper();
    const Shopper two = shop().new_shopper();
    EXPECT_THAT(admin().patch(account_path(one.account), json::Object{{"username", two.username}}),
                Refused(409, "username-taken"));
    EXPECT_THAT(admin().put(account_path(one.account), json::Object{{"username", "KEEPER"}}),
                Refused(409, "username-taken"));
    EXPECT_THAT(
        admin().patch(account_path(one.account), json::Object{{"username", "SHOPPER" + std::to_string(one.customer)}}),
        HasStatus(200));
}

TEST_P(AccountUpkeep, ChangesOnlyWhatWasRead) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = account_path(shopper.account);
    const std::string tag = admin().get(path).header("ETag").value();
    const auto send = [&](const char* method, const std::optional<std::string>& body, const std::string& expected) {
        return admin().send(method, path, body, {{"If-Match", expected}});
    };
    const Response changed = send("PATCH", R"({"role":"admin"})", tag);
    ASSERT_THAT(changed, HasStatus(200));
    EXPECT_THAT(send("PATCH", R"({"role":"customer"})", tag), Refused(412, "precondition-failed"));
    EXPECT_THAT(send("PUT", R"({"username":"stale"})", tag), Refused(412, "precondition-failed"));
    EXPECT_THAT(send("DELETE", std::nullopt, tag), Refused(412, "precondition-failed"));
    EXPECT_EQ(admin().get(path).body, changed.body);
    EXPECT_THAT(send("DELETE", std::nullopt, changed.header("ETag").value()), HasStatus(204));
    EXPECT_THAT(admin().get(path), Refused(404, "not-found"));
}

TEST_P(AccountUpkeep, RemovesAnAccountAndKeepsTheCustomer) {
    const Shopper shopper = shop().new_shopper();
    EXPECT_THAT(admin().del(account_path(shopper.account)), HasStatus(204));
    EXPECT_THAT(admin().del(account_path(shopper.account)), Refused(404, "not-found"));
    EXPECT_THAT(sign_in(shopper.username, good_password), Refused(401, "invalid-credentials"));
    EXPECT_THAT(admin().get("/customers/" + std::to_string(shopper.customer)), HasStatus(200));
    EXPECT_THAT(admin().post("/accounts", json::Object{{"customer_id", shopper.customer},
                                                       {"username", shopper.username},
                                                       {"password", good_password}}),
                HasStatus(201))
        << "customer and name are free again";
}

TEST_P(AccountUpkeep, MakesNoCustomerOfWhoHasNone) {
    const std::int64_t root = add_admin(admin(), "ownerless");
    EXPECT_THAT(admin().patch(account_path(root), json::Object{{"role", "customer"}}), InvalidField("role"));
    EXPECT_THAT(admin().put(account_path(root), json::Object{{"username", "rootless"}}), InvalidField("role"));
}

class LastAdmin : public ShopTest {};

TEST_P(LastAdmin, CanNeitherGoNorBeDemoted) {
    RunningShop alone(GetParam());
    const Api& keeper = alone.admin();
    const std::string path = "/accounts/" + keeper.get("/me").at("id");
    const Shopper shopper = alone.new_shopper();
    EXPECT_THAT(keeper.del(path), Refused(409, "last-admin"));
    EXPECT_THAT(keeper.put(path, json::Object{{"username", admin_name}}), InvalidField("role"))
        << "an account without a customer";
    ASSERT_THAT(keeper.patch(account_path(shopper.account), json::Object{{"role", "admin"}}), HasStatus(200));
    EXPECT_THAT(keeper.patch(account_path(shopper.account), json::Object{{"role", "customer"}}), HasStatus(200));
    ASSERT_THAT(keeper.patch(account_path(shopper.account), json::Object{{"role", "admin"}}), HasStatus(200));
    EXPECT_THAT(keeper.del(path), HasStatus(204));
    const Api boss = alone.signed_in(shopper.username);
    EXPECT_THAT(boss.patch(account_path(shopper.account), json::Object{{"role", "customer"}}),
                Refused(409, "last-admin"));
    EXPECT_THAT(boss.patch(account_path(shopper.account), json::Object{{"username", "boss"}}), HasStatus(200));
}

// Two admins, each of whom takes the other's rights at the same moment; returns the name of who is left.
std::string one_left_of(const RunningShop& shop, const std::string& standing, const std::string& rival,
                        const std::function<Response(const Api&, const std::string&)>& take_rights) {
    const Api one = shop.signed_in(standing);
    const Api two = shop.signed_in(rival);
    const std::string path_of_one = "/accounts/" + one.get("/me").at("id");
    const std::string path_of_two = "/accounts/" + two.get("/me").at("id");
    Response by_one;
    Response by_two;
    std::latch start(2);
    {
        std::jthread thread([&] {
            start.arrive_and_wait();
            by_one = take_rights(one, path_of_two);
        });
        start.arrive_and_wait();
        by_two = take_rights(two, path_of_one);
    }
    const bool one_won = by_one.status < 300;
    EXPECT_LT((one_won ? by_one : by_two).status, 300);
    EXPECT_THAT((one_won ? by_two : by_one).status, testing::AnyOf(401, 403, 409)) << "the other came too late";
    return one_won ? standing : rival;
}

TEST_P(LastAdmin, IsLeftWhereTwoTurnOnEachOtherAtOnce) {
    RunningShop pair(GetParam());
    std::string standing = admin_name;
    for (int round = 0; round < 20; ++round) {
        const std::string rival = "rival" + std::to_string(round);
        add_admin(pair.signed_in(standing), rival);
        standing = one_left_of(pair, standing, rival, [round](const Api& api, const std::string& path) {
            return round % 2 == 0 ? api.del(path) : api.patch(path, json::Object{{"role", "staff"}});
        });
        const std::vector<std::string> roles =
            pair.signed_in(standing).get("/accounts?per_page=100").each("items", "role");
        ASSERT_EQ(std::count(roles.begin(), roles.end(), "admin"), 1);
    }
}

TILL_SHOP_TEST(AccountUpkeep);
TILL_SHOP_TEST(LastAdmin);

}  // namespace
}  // namespace till::test
