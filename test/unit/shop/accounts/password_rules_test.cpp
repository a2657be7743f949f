#include "shop/accounts/password_rules.h"

#include "platform/security/common_passwords.h"
#include "support/refusals.h"

namespace till {
namespace {

using testing::ElementsAre;
using testing::Pair;

class NewPasswords : public testing::Test {
 public:
    /// Why it is refused; empty where it is not.
    std::string complaint(const std::string& password) const {
        try {
            rules.require_good("password", password, owner);
        } catch (const Refusal& refusal) {
            return refusal.errors().at("password").front();
        }
        return "";
    }

    const PasswordRules rules{"The Corner Shop"};
    PasswordRules::Owner owner{.username = "j.d\u00f8e", .name = "Jane Doe", .email = "jane.q@example.com"};
};

TEST_F(NewPasswords, AreNotThoseThatAreTriedFirst) {
    for (const char* common : {"password", "PassWord1", "12345678", "qwerty123", "iloveyou", "1q2w3e4r", "trustno1",
                               "Welcome1", "letmein1", "football", "passw0rd", " sunshine "}) {
        EXPECT_EQ(complaint(common), "is one of the most common passwords") << common;
    }
    EXPECT_EQ(complaint("correct horse battery staple"), "");
    EXPECT_EQ(complaint("analytical engine"), "");
    EXPECT_EQ(complaint("aaaaaaaa"), "is one of the most common passwords");
    EXPECT_EQ(complaint("\u00df\u00df\u00df\u00df"), "") << "which is not eight times s";
}

TEST_F(NewPasswords, AreNotWhoOrWhereTheyAreFor) {
    for (const char* name : {"J.D\u00d8E", "jdoe2024", "1jdoe!!!", "j-d-o-e-1"})
        EXPECT_EQ(complaint(name), "is too similar to the username") << name;
    EXPECT_EQ(complaint("JaneDoe1"), "is too similar to the name");
    EXPECT_EQ(complaint("jane.q@example.com"), "is too similar to the e-mail address");
    EXPECT_EQ(complaint("JaneQ1984"), "is too similar to the e-mail address");
    EXPECT_EQ(complaint("thecornershop"), "is too similar to the name of the shop");
    EXPECT_EQ(complaint("The-Corner-Shop-99"), "is too similar to the name of the shop");
    EXPECT_EQ(complaint("jane buys at the corner shop"), "");
}

TEST_F(NewPasswords, MayBeAnythingElse) {
    owner = {.username = "12345", .name = "", .email = ""};
    EXPECT_EQ(complaint("98765432101"), "") << "digits that are not the username's";
    EXPECT_EQ(complaint("12345!!!"), "is too similar to the username");
    EXPECT_EQ(complaint("!?!?!?!?"), "");
    rules.require_good("password", "some other words");
}

TEST(CommonPasswords, AreInOrder) {
    EXPECT_TRUE(is_common_password("password"));
    EXPECT_TRUE(is_common_password("password1"));
    EXPECT_FALSE(is_common_password("Password1")) << "small letters are asked for";
    EXPECT_FALSE(is_common_password(""));
    EXPECT_FALSE(is_common_password("open sesame, please"));
}

}  // namespace
}  // namespace till
