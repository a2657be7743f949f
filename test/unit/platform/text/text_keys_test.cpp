#include "platform/text/text_keys.h"

#include <gtest/gtest.h>

#include "platform/text/domain_name.h"

namespace till {
namespace {

TEST(KeysOfUsernames, AreWithoutCaseInEveryLanguage) {
    for (const char* name : {"\u0131\u015f\u0131k", "I\u015eIK", "I\u015f\u0131k", "\u0130\u015eIK", "i\u015fik",
                             "\u0131s\u0327\u0131k", "i\u0307\u015fik"}) {
        EXPECT_EQ(username_key(name), "i\u015fik") << name;
    }
    EXPECT_EQ(username_key("ADA"), username_key("ada"));
    EXPECT_EQ(username_key("\uff21\uff24\uff21"), "ada");
    EXPECT_EQ(username_key("Stra\u00dfe"), username_key("STRASSE"));
    EXPECT_EQ(username_key("e\u0301"), username_key("\u00c9"));
    EXPECT_NE(username_key("keeper"), username_key("keep\u00e9r"));
    EXPECT_NE(username_key("\u0142ukasz"), username_key("lukasz"));
    EXPECT_NE(username_key("bar-admin"), username_key("bar-\u200badmin"));
}

TEST(KeysOfEmailAddresses, AreWithoutCase) {
    EXPECT_EQ(email_key("Ada.Lovelace@Example.COM"), "ada.lovelace@example.com");
    EXPECT_EQ(email_key("\u00c9va@x.de"), email_key("e\u0301va@x.de"));
    EXPECT_NE(email_key("gro\u00df@x.de"), email_key("gross@x.de")) << "two mailboxes";
    EXPECT_NE(email_key("ada@x.de"), email_key("\u0430da@x.de"));
    EXPECT_EQ(email_key("nobody"), "nobody");
}

TEST(KeysOfEmailAddresses, HaveTheDomainAsInDns) {
    EXPECT_EQ(email_key("a@B\u00dcCHER.de"), "a@xn--bcher-kva.de");
    EXPECT_EQ(email_key("a@xn--bcher-kva.de"), email_key("a@bu\u0308cher.de"));
    EXPECT_EQ(email_key("a@stra\u00dfe.de"), "a@xn--strae-oqa.de");
    EXPECT_NE(email_key("a@stra\u00dfe.de"), email_key("a@strasse.de")) << "IDNA 2008";
    EXPECT_EQ(email_key("a@x\u3002de"), "a@x.de");
    EXPECT_EQ(email_key("a@not a domain"), "a@not a domain");
}

TEST(DomainNames, AreThoseOfHosts) {
    const auto name = DomainName::parse("B\u00fccher.Example");
    ASSERT_TRUE(name);
    EXPECT_EQ(name->ascii, "xn--bcher-kva.example");
    EXPECT_EQ(name->unicode, "b\u00fccher.example");
    for (const char* good : {"a.b", "localhost", "xn--strae-oqa.de", "1.example", "a-b.c"})
        EXPECT_TRUE(DomainName::parse(good)) << good;
    for (const char* bad : {"", ".", "a..b", "a.", ".a", "-a.b", "a-.b", "a_b.c", "a b.c", "127.0.0.1", "[127.0.0.1]",
                            "a.1", "xn--\u00fc.de", "x>.de"}) {
        EXPECT_FALSE(DomainName::parse(bad)) << bad;
    }
    EXPECT_TRUE(DomainName::parse(std::string(63, 'a') + ".de"));
    EXPECT_FALSE(DomainName::parse(std::string(64, 'a') + ".de"));
    std::string longest;
    for (int i = 0; i < 127; ++i) longest += i == 0 ? "a" : ".a";
    EXPECT_TRUE(DomainName::parse(longest));
    EXPECT_FALSE(DomainName::parse(longest + ".a"));
    EXPECT_FALSE(DomainName::parse(std::string(5000, 'a')));
}

}  // namespace
}  // namespace till
