#include "support/shop_test.h"

namespace till::test {
namespace {

using testing::HasSubstr;

/// What is stored of a text, and which texts are equal.
class Texts : public ShopTest {
 protected:
    static Response add_product(json::Object fields) {
        if (json::Value(fields).find("name") == nullptr) fields.push_back({"name", "Thing"});
        fields.push_back({"price", "1.00"});
        return admin().post("/products", fields);
    }
    static Response add_customer(const std::string& name, const std::string& email) {
        return admin().post("/customers", json::Object{{"name", name}, {"email", email}});
    }
    static Response add_account(const std::string& username, const std::string& password = good_password) {
        return admin().post("/accounts",
                            json::Object{{"username", username}, {"password", password}, {"role", "admin"}});
    }
    static int sign_in(const std::string& username) {
        return shop()
            .stranger()
            .post("/login", json::Object{{"username", username}, {"password", good_password}})
            .status;
    }
};

TEST_P(Texts, ThatLookEmptyAreEmpty) {
    for (const char* nothing : {"\u00a0", "\u200b", "\ufeff\u00ad", "\u202e\u202c", "\u3164", "\u2800"}) {
        EXPECT_THAT(add_product({{"name", nothing}}), InvalidField("name")) << nothing;
        EXPECT_THAT(add_customer(nothing, "empty@example.com"), InvalidField("name")) << nothing;
        EXPECT_THAT(add_account(nothing), InvalidField("username")) << nothing;
        EXPECT_THAT(add_product({{"sku", nothing}}), InvalidField("sku")) << nothing;
        EXPECT_THAT(add_product({{"category", nothing}}), InvalidField("category")) << nothing;
    }
}

TEST_P(Texts, AreOneSkuHoweverTheyAreSent) {
    EXPECT_EQ(add_product({{"sku", "\ufeffTX-1\u00a0"}}).at("sku"), "TX-1");
    EXPECT_THAT(add_product({{"sku", "TX-1\u200b"}}), Refused(409, "sku-taken"));
    for (const char* bad : {"TX 1", "TX\u00a01", "TX\u200b1", "TX\u00ad1"}) {
        EXPECT_THAT(add_product({{"sku", bad}}), InvalidField("sku")) << bad;
    }
    ASSERT_THAT(add_product({{"sku", "TX-\u00e9"}}), HasStatus(201));
    EXPECT_THAT(add_product({{"sku", "TX-e\u0301"}}), Refused(409, "sku-taken"));
}

TEST_P(Texts, AreOneCategoryHoweverTheyAreSent) {
    for (const char* category : {"Caf\u00e9 bar", "Cafe\u0301 bar", "Caf\u00e9\u00a0 bar\u200b"}) {
        EXPECT_EQ(add_product({{"category", category}}).at("category"), "Caf\u00e9 bar");
    }
    for (const char* category : {"Caf\u00e9 bar", "Cafe\u0301 bar"}) {
        EXPECT_EQ(admin().get("/products?category=" + percent_encoded(category)).at("total"), "3");
    }
    EXPECT_THAT(admin().get("/categories").each("", "name"), testing::Contains("Caf\u00e9 bar").Times(1));
}

TEST_P(Texts, AreReadAsTheyAreWritten) {
    const Shopper shopper = shop().new_shopper();
    const std::int64_t product = shop().new_product("Lamp", "1.00", 5);
    json::Value order = order_of(product, 1);
    order["shipping_address"] = "Main Street \u202e21\u202c\n\u2066Bath\u2069 \u200f";
    order["note"] = "ring \u202dtwice";
    const Response placed = shopper.api.post("/orders", order);
    ASSERT_THAT(placed, HasStatus(201));
    EXPECT_EQ(*placed.json().find("shipping_address")->text(), "Main Street 21\nBath");
    EXPECT_EQ(placed.at("note"), "ring twice");
    const std::string name = "\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u2615\ufe0f";
    EXPECT_EQ(add_product({{"name", name}}).at("name"), name) << "what joins and selects is part of the letters";
}

TEST_P(Texts, AreEmailAddressesAsMailServersSeeThem) {
    for (const char* bad :
         {"<a@x.de>", "\"a b\"@x.de", "a\u200bb@x.de", "a\u00a0b@x.de", ".a@x.de", "a..b@x.de", "a@x_y.de"}) {
        EXPECT_THAT(add_customer("A", bad), InvalidField("email")) << bad;
    }
    EXPECT_THAT(add_customer("A", "a@stra\u00dfe.de"), HasStatus(201));
    EXPECT_THAT(add_customer("A", "a@strasse.de"), HasStatus(201)) << "another domain by IDNA 2008";
    EXPECT_THAT(add_customer("A", "A@STRA\u00dfE.de"), Refused(409, "email-taken"));
    EXPECT_THAT(add_customer("A", "a@xn--strae-oqa.de"), Refused(409, "email-taken"));
    EXPECT_EQ(add_customer("A", "\u00a0b@x.de\u200b").at("email"), "b@x.de");
}

TEST_P(Texts, AreOneUsernameHoweverTheyAreTyped) {
    EXPECT_EQ(add_account("bar-admin\u200b").at("username"), "bar-admin");
    EXPECT_THAT(add_account("bar-admin"), Refused(409, "username-taken"));
    EXPECT_THAT(add_account("\uff42ar-admin"), Refused(409, "username-taken"));
    for (const char* bad : {"bar\u200badmin", "bar\u00adadmin", "b\u0430r-admin"}) {
        EXPECT_THAT(add_account(bad), InvalidField("username")) << bad;
    }
    ASSERT_THAT(add_account("I\u015f\u0131k"), HasStatus(201));
    for (const char* same : {"\u0131\u015f\u0131k", "I\u015eIK", "\u0130\u015eIK", "i\u015fik", "I\u015f\u0131k\u00a0"})
        EXPECT_EQ(sign_in(same), 200) << same;
    EXPECT_THAT(add_account("I\u015eIK"), Refused(409, "username-taken"));
    EXPECT_EQ(sign_in("isik"), 401) << "another letter";
}

TEST_P(Texts, OfFilesAreReadLikeAllOthers) {
    ASSERT_THAT(add_product({{"name", "Old"}, {"sku", "CSV-\u00e9"}}), HasStatus(201));
    const std::string file = "sku,name,price,category\nCSV-e\u0301\u00a0,New\u200b,2.00,Cafe\u0301\n";
    const Response preview = admin().send("POST", "/imports/products/preview", file, {{"Content-Type", "text/csv"}});
    ASSERT_THAT(preview, HasStatus(200));
    EXPECT_EQ(preview.at("changed"), "1");
    EXPECT_THAT(preview.body, HasSubstr("\"after\":\"New\""));
    EXPECT_THAT(preview.body, HasSubstr("\"after\":\"Caf\u00e9\""));
}

/// Passwords that are guessed first are refused wherever one is set.
class GuessedPasswords : public Texts {};

TEST_P(GuessedPasswords, AreRefusedWithTheReason) {
    const Response common = add_account("first", "PassWord1");
    EXPECT_THAT(common, InvalidField("password"));
    EXPECT_THAT(common.body, HasSubstr("most common passwords"));
    const Response own = add_account("someuser", "SomeUser2026");
    EXPECT_THAT(own, InvalidField("password"));
    EXPECT_THAT(own.body, HasSubstr("username"));
    const Response registered = shop().anyone().post("/register", json::Object{{"name", "Nia Nolan"},
                                                                               {"email", "nia.n@example.com"},
                                                                               {"username", "nia"},
                                                                               {"password", "nia.n@example.com"}});
    EXPECT_THAT(registered, InvalidField("password"));
    EXPECT_THAT(registered.body, HasSubstr("e-mail address"));
}

TEST_P(GuessedPasswords, CannotBeChangedTo) {
    const Shopper shopper = shop().new_shopper();
    const std::string path = "/accounts/" + std::to_string(shopper.account);
    EXPECT_THAT(admin().patch(path, json::Object{{"password", "iloveyou"}}), InvalidField("password"));
    EXPECT_THAT(admin().patch(path, json::Object{{"password", shopper.username + "99999999"}}),
                InvalidField("password"));
    const auto change = [&](const std::string& wanted) {
        return shopper.api.put("/me/password",
                               json::Object{{"current_password", good_password}, {"new_password", wanted}});
    };
    EXPECT_THAT(change("12345678"), InvalidField("new_password"));
    EXPECT_THAT(change(shopper.username + "!!!!!!!!"), InvalidField("new_password"));
    EXPECT_THAT(change("analytical engine"), HasStatus(200));
}

TILL_SHOP_TEST(Texts);
TILL_SHOP_TEST(GuessedPasswords);

}  // namespace
}  // namespace till::test
