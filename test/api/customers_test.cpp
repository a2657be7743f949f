#include "support/shop_test.h"

namespace till::test {
namespace {

class Customers : public ShopTest {};

TEST_P(Customers, AreAddedAndShown) {
    const Response created = admin().post(
        "/customers", json::Object{{"name", "Zoë Müller"}, {"email", "Zoe@Example.com"}, {"phone", "+49 30 1"}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.header("Location"), "/api/v1/customers/" + created.at("id"));
    EXPECT_EQ(created.at("name"), "Zoë Müller");
    EXPECT_EQ(created.at("email"), "Zoe@Example.com");
    EXPECT_EQ(created.at("phone"), "+49 30 1");
    EXPECT_EQ(created.at("version"), "1");
    EXPECT_EQ(admin().get("/customers/" + created.at("id")).body, created.body);
    EXPECT_THAT(admin().get("/customers/999999"), Refused(404, "not-found"));
}

TEST_P(Customers, NeedNoTelephone) {
    const Response created =
        admin().post("/customers", json::Object{{"name", "No One"}, {"email", "none@example.com"}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.at("phone"), "null");
}

TEST_P(Customers, HaveAddressesOfTheirOwn) {
    const auto add = [&](const char* email) {
        return admin().post("/customers", json::Object{{"name", "Some One"}, {"email", email}});
    };
    ASSERT_THAT(add("one@example.com"), HasStatus(201));
    EXPECT_THAT(add("one@example.com"), Refused(409, "email-taken"));
    EXPECT_THAT(add("ONE@Example.Com"), Refused(409, "email-taken")) << "without regard to case";
    EXPECT_THAT(add("öne@example.com"), HasStatus(201)) << "an accent makes another address";
    EXPECT_THAT(add("ÖNE@example.com"), Refused(409, "email-taken"));
}

TEST_P(Customers, HaveAddressesThatCanBeWrittenTo) {
    for (const char* email : {"", "x", "@example.com", "x@", "x@y", "x y@example.com", "x@example..com",
                              "x@example.com.", "x@@example.com", "x@.com"}) {
        EXPECT_THAT(admin().post("/customers", json::Object{{"name", "X"}, {"email", email}}), InvalidField("email"))
            << email;
    }
}

TILL_SHOP_TEST(Customers);

class Accounts : public ShopTest {
 protected:
    static Response add(std::int64_t customer, const std::string& username,
                        const std::string& password = good_password) {
        return admin().post("/accounts",
                            json::Object{{"customer_id", customer}, {"username", username}, {"password", password}});
    }
};

TEST_P(Accounts, AreMadeForACustomer) {
    const std::int64_t customer = shop().new_customer();
    const Response created = add(customer, "Jörg");
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.header("Location"), "/api/v1/accounts/" + created.at("id"));
    EXPECT_EQ(created.at("username"), "Jörg");
    EXPECT_EQ(created.at("role"), "customer");
    EXPECT_EQ(created.at("customer.id"), std::to_string(customer));
    EXPECT_EQ(created.at("customer"), admin().get("/customers/" + std::to_string(customer)).body);
    EXPECT_EQ(admin().get("/accounts/" + created.at("id")).body, created.body);
    EXPECT_THAT(admin().get("/accounts/999999"), Refused(404, "not-found"));
}

TEST_P(Accounts, NeverShowAFormOfThePassword) {
    const Response created = add(shop().new_customer(), "secretive", "a very secret word");
    for (const Response& response : {created, admin().get("/accounts/" + created.at("id")),
                                     shop().signed_in("secretive", "a very secret word").get("/me")}) {
        EXPECT_EQ(response.body.find("secret word"), std::string::npos);
        EXPECT_EQ(response.body.find("argon2"), std::string::npos);
        EXPECT_EQ(response.body.find("password"), std::string::npos);
    }
}

TEST_P(Accounts, AreOneACustomer) {
    const std::int64_t customer = shop().new_customer();
    ASSERT_THAT(add(customer, "first"), HasStatus(201));
    EXPECT_THAT(add(customer, "second"), Refused(409, "customer-has-account"));
    EXPECT_THAT(add(shop().new_customer(), "second"), HasStatus(201)) << "nothing was kept of the refused one";
}

TEST_P(Accounts, HaveNamesOfTheirOwn) {
    ASSERT_THAT(add(shop().new_customer(), "Émile"), HasStatus(201));
    EXPECT_THAT(add(shop().new_customer(), "Émile"), Refused(409, "username-taken"));
    EXPECT_THAT(add(shop().new_customer(), "éMILE"), Refused(409, "username-taken")) << "without regard to case";
    EXPECT_THAT(add(shop().new_customer(), "Emile"), HasStatus(201)) << "an accent makes another name";
    EXPECT_THAT(add(shop().new_customer(), admin_name), Refused(409, "username-taken"));
}

TEST_P(Accounts, OfCustomersNeedACustomerThatThereIs) {
    EXPECT_THAT(add(999'999, "nobody's"), InvalidField("customer_id"));
    const json::Object without{{"username", "nobodys"}, {"password", good_password}};
    EXPECT_THAT(admin().post("/accounts", without), InvalidField("customer_id"));
}

TEST_P(Accounts, OfAdminsNeedNone) {
    const Response created = admin().post(
        "/accounts",
        json::Object{{"customer_id", nullptr}, {"username", "deputy"}, {"password", good_password}, {"role", "admin"}});
    ASSERT_THAT(created, HasStatus(201));
    EXPECT_EQ(created.at("role"), "admin");
    EXPECT_EQ(created.at("customer"), "null");
    EXPECT_THAT(shop().signed_in("deputy").get("/orders"), HasStatus(200));
}

TEST_P(Accounts, HavePasswordsOfEightToTwoHundredFiftySixBytes) {
    EXPECT_THAT(add(shop().new_customer(), "short", "1234567"), InvalidField("password"));
    EXPECT_THAT(add(shop().new_customer(), "long", std::string(257, 'x')), InvalidField("password"));
    EXPECT_THAT(add(shop().new_customer(), "bytes", "ßßßß"), HasStatus(201)) << "four letters, eight bytes";
    const std::string longest(256, 'y');
    ASSERT_THAT(add(shop().new_customer(), "longest", longest), HasStatus(201));
    EXPECT_THAT(shop().signed_in("longest", longest).get("/me"), HasStatus(200));
    EXPECT_THAT(shop().anyone().post("/login",
                                     json::Object{{"username", "longest"}, {"password", std::string(255, 'y') + "z"}}),
                Refused(401, "invalid-credentials"));
}

TILL_SHOP_TEST(Accounts);

}  // namespace
}  // namespace till::test
