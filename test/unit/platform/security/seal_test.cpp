#include "platform/security/seal.h"

#include <gtest/gtest.h>

#include "platform/security/base64url.h"

namespace till {
namespace {

const std::string seal_secret = "a secret of the shop, long enough";

TEST(ASeal, OpensWhatItClosed) {
    const Seal seal(seal_secret);
    for (const std::string& text :
         {std::string(), std::string("[\"lamp\",12]"), std::string("\0\xff", 2), std::string(3000, 'x')}) {
        const std::string sealed = seal.close(text, "products");
        EXPECT_EQ(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                  std::string::npos);
        EXPECT_EQ(seal.open(sealed, "products"), text);
        EXPECT_EQ(Seal(seal_secret).open(sealed, "products"), text) << "on another node, or after a restart";
    }
}

TEST(ASeal, OpensNothingThatWasClosedForAnotherPurpose) {
    const Seal seal(seal_secret);
    const std::string sealed = seal.close("text", "products");
    for (const char* other : {"", "product", "productst", "orders"}) {
        EXPECT_EQ(seal.open(sealed, other), std::nullopt) << other;
    }
    EXPECT_EQ(seal.open(seal.close("bc", "a"), "ab"), std::nullopt) << "where one ends and the other begins counts";
    EXPECT_EQ(seal.open(seal.close("1:ab", ""), "1:a"), std::nullopt);
}

TEST(ASeal, OpensNothingOfAnotherKey) {
    const std::string sealed = Seal(seal_secret).close("text", "products");
    EXPECT_EQ(Seal(seal_secret + " ").open(sealed, "products"), std::nullopt);
    EXPECT_EQ(Seal("").open(sealed, "products"), std::nullopt);
}

TEST(ASeal, OpensNothingThatWasChangedAnywhere) {
    const Seal seal(seal_secret);
    const std::string sealed = seal.close("[1999,12]", "products");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(seal.open(changed, "products"), std::nullopt) << i;
        EXPECT_EQ(seal.open(sealed.substr(0, i), "products"), std::nullopt) << "cut at " << i;
        EXPECT_EQ(seal.open(sealed.substr(i + 1), "products"), std::nullopt) << "begun at " << i + 1;
    }
    EXPECT_EQ(seal.open(sealed + "A", "products"), std::nullopt);
    EXPECT_EQ(seal.open(sealed + "=", "products"), std::nullopt);
}

TEST(ASeal, HasOneSpelling) {
    const Seal seal(seal_secret);
    for (const std::string& text : {std::string("[1999,12]"), std::string("[1999,123]"), std::string("[1999,1234]")}) {
        const std::string sealed = seal.close(text, "products");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string changed = sealed;
                changed[i] = static_cast<char>(byte);
                EXPECT_TRUE(changed == sealed || !seal.open(changed, "products")) << byte << " at " << i;
            }
        }
    }
}

TEST(ASeal, OpensNoGarbage) {
    const Seal seal(seal_secret);
    for (const std::string& garbage : {std::string(), std::string("x"), std::string("!!!"), std::string("\0", 1),
                                       std::string("\xff\xfe"), std::string(100'000, 'A'), std::string("AA AA"),
                                       std::string("[1999,12]"), std::string("AAAA+AAA/AAAAAAAAAAAAAAAAAAA")}) {
        EXPECT_EQ(seal.open(garbage, "products"), std::nullopt);
    }
}

TEST(Base64url, GoesThereAndBack) {
    const auto of = [](std::string_view text) {
        return base64url_of({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
    };
    EXPECT_EQ(of(""), "");
    EXPECT_EQ(of("f"), "Zg");
    EXPECT_EQ(of("foobar"), "Zm9vYmFy");
    EXPECT_EQ(of("\xfb\xff"), "-_8");
    EXPECT_EQ(from_base64url("Zm9vYmFy"), "foobar");
    EXPECT_EQ(from_base64url("-_8"), "\xfb\xff");
    EXPECT_EQ(from_base64url(""), "");
    for (const char* bad : {"Zg==", "Zh", "Z", "Zm9v YmFy", "Zm9vYmF\n", "+/8"}) {
        EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
    }
}

}  // namespace
}  // namespace till
