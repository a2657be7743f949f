#include "support/shop_test.h"

namespace till::test {
namespace {

class Registering : public ShopTest {
 protected:
    static Response register_as(const std::string& username, const std::string& email) {
        return shop().anyone().post(
            "/register",
            json::Object{
                {"name", "Someone New"}, {"email", email}, {"username", username}, {"password", "a very secret word"}});
    }
};

TEST_P(Registering, MakesACustomerWhoCanBuyAtOnce) {
    const Response made = shop().anyone().post("/register", json::Object{{"name", "Nia"},
                                                                         {"email", "Nia@example.com"},
                                                                         {"phone", "+1 555"},
                                                                         {"username", "Nia"},
                                                                         {"password", "a very secret word"}});
    ASSERT_THAT(made, HasStatus(201));
    EXPECT_EQ(made.header("Location"), "/api/v1/me");
    EXPECT_EQ(made.at("username"), "Nia");
    EXPECT_EQ(made.at("role"), "customer");
    EXPECT_EQ(made.at("customer.email"), "Nia@example.com");
    EXPECT_EQ(made.at("customer.phone"), "+1 555");
    EXPECT_EQ(made.body.find("secret"), std::string::npos);
    EXPECT_EQ(made.body.find("argon2"), std::string::npos);
    const Api nia = shop().signed_in("nia", "a very secret word");
    EXPECT_THAT(nia.get("/me").body, testing::StartsWith(made.body.substr(0, made.body.size() - 1)));
    EXPECT_EQ(admin().get("/accounts/" + made.at("id")).body, made.body);
    const std::int64_t tea = shop().new_product("Tea", "1.50", 10);
    EXPECT_THAT(nia.post("/orders", order_of(tea, 1)), HasStatus(201));
    EXPECT_THAT(nia.get("/customers"), Refused(403, "forbidden"));
}

TEST_P(Registering, NeedsANameAndAnAddressOfItsOwn) {
    ASSERT_THAT(register_as("first", "first@example.com"), HasStatus(201));
    const std::string customers = admin().get("/customers").at("total");
    EXPECT_THAT(register_as("FIRST", "second@example.com"), Refused(409, "username-taken"));
    EXPECT_THAT(register_as("second", "First@example.com"), Refused(409, "email-taken"));
    EXPECT_THAT(register_as("first", "first@example.com"), Refused(409, "username-taken"));
    EXPECT_THAT(register_as(admin_name, "third@example.com"), Refused(409, "username-taken"));
    EXPECT_EQ(admin().get("/customers").at("total"), customers) << "nothing was kept of the refused ones";
    EXPECT_EQ(admin().get("/accounts?search=second").at("total"), "0");
}

TEST_P(Registering, GivesNobodyTheCustomerOfAnother) {
    const std::int64_t customer = shop().new_customer();
    const std::string email = admin().get("/customers/" + std::to_string(customer)).at("email");
    EXPECT_THAT(register_as("thief", email), Refused(409, "email-taken"))
        << "who has no account yet is not taken over by knowing the address";
    EXPECT_EQ(admin().get("/accounts?search=thief").at("total"), "0");
}

TEST_P(Registering, ChoosesNeitherRoleNorCustomer) {
    const json::Object body{{"name", "X"},     {"email", "x@example.com"},
                            {"username", "x"}, {"password", good_password},
                            {"role", "admin"}, {"customer_id", 1}};
    EXPECT_THAT(shop().anyone().post("/register", body), Invalid(std::vector<std::string>{"role", "customer_id"}));
    EXPECT_THAT(shop().anyone().post("/register", json::Object()),
                Invalid(std::vector<std::string>{"name", "email", "username", "password"}));
}

TEST_P(Registering, IsNotThereUnlessTheConfigurationOpensIt) {
    RunningShop closed(GetParam(), {{"TILL_ACCESS_REGISTRATION", "false"}});
    const json::Object body{{"name", "X"}, {"email", "x@example.com"}, {"username", "x"}, {"password", good_password}};
    EXPECT_THAT(closed.anyone().post("/register", body), Refused(404, "not-found"));
    EXPECT_THAT(closed.admin().post("/register", body), Refused(404, "not-found"));
    EXPECT_THAT(closed.anyone().get("/register"), Refused(404, "not-found"));
    EXPECT_NE(closed.anyone().get("/api/openapi.json").body.find("\"/register\""), std::string::npos)
        << "the document is the same everywhere";
    EXPECT_EQ(closed.admin().get("/customers").at("total"), "0");
}

TILL_SHOP_TEST(Registering);

}  // namespace
}  // namespace till::test
