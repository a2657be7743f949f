#include "support/shop_test.h"

namespace till::test {
namespace {

class TheShop : public ShopTest {};

TEST_P(TheShop, SaysWhatItIsToAnyone) {
    const Response response = shop().anyone().get("/shop");
    ASSERT_THAT(response, HasStatus(200));
    EXPECT_EQ(response.at("name"), "Till");
    EXPECT_EQ(response.at("currency"), "USD");
    EXPECT_EQ(response.at("currency_digits"), "2");
    EXPECT_EQ(response.at("public_catalogue"), "false");
    EXPECT_EQ(response.at("registration"), "true");
    EXPECT_EQ(response.at("image_hosts"), R"(["*"])");
    EXPECT_EQ(response.at("demonstration_accounts"), "[]") << "no shop tells its passwords unless it is told to";
}

TEST_P(TheShop, TellsOfADemonstrationsAccountsThoseThatAreThereAndNoAdmin) {
    RunningShop demonstration(
        GetParam(), {{"TILL_STORE_NAME", "Corner shop"}, {"TILL_DEMONSTRATION_ACCOUNTS", "Keeper=secret, nobody=x"}});
    const Response before = demonstration.anyone().get("/shop");
    EXPECT_EQ(before.at("name"), "Corner shop");
    EXPECT_EQ(before.at("demonstration_accounts"), "[]");
    const json::Object nobody{
        {"customer_id", {}}, {"username", "nobody"}, {"password", good_password}, {"role", "staff"}};
    ASSERT_THAT(demonstration.admin().post("/accounts", nobody), HasStatus(201));
    const Response after = demonstration.anyone().get("/shop");
    EXPECT_EQ(after.each("demonstration_accounts", "role"), (std::vector<std::string>{"staff"}));
}

TEST_P(TheShop, TellsEachAccountWhatItMayDo) {
    const Response own = admin().get("/me");
    EXPECT_THAT(own.at("permissions"), testing::HasSubstr("\"products:write\""));
    EXPECT_THAT(own.at("permissions"), testing::Not(testing::HasSubstr("cart:use")));
    EXPECT_EQ(shop().new_shopper().api.get("/me").at("permissions"),
              R"(["products:read","cart:use","orders:place","orders:read-own","profile:read","profile:write"])");
}

TEST_P(TheShop, ListsItsRolesForWhoGivesThem) {
    const Response roles = admin().get("/roles");
    ASSERT_THAT(roles, HasStatus(200));
    EXPECT_EQ(roles.at("0.name"), "admin");
    EXPECT_EQ(roles.at("1.name"), "customer");
    EXPECT_EQ(roles.at("2.name"), "staff");
    EXPECT_EQ(roles.at("0.permissions"), admin().get("/me").at("permissions"));
}

TILL_SHOP_TEST(TheShop);

}  // namespace
}  // namespace till::test
