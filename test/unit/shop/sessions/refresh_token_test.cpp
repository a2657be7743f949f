#include "shop/sessions/refresh_token.h"

#include <gmock/gmock.h>

namespace till {
namespace {

const KeyedDigest key("a secret", "refresh tokens");

TEST(ARefreshToken, IsReadBackAsItWasGivenOut) {
    const RefreshToken given = RefreshToken::of_new_family();
    EXPECT_THAT(given.text(), testing::MatchesRegex("[A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]{43}"));
    const auto read = RefreshToken::parse(given.text());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text(), given.text());
    EXPECT_EQ(read->family_hash(), given.family_hash());
    EXPECT_EQ(read->token_hash(), given.token_hash());
}

TEST(ARefreshToken, KeepsItsFamilyAndChangesItsSecret) {
    const RefreshToken first = RefreshToken::of_new_family();
    const RefreshToken second = first.successor(key);
    EXPECT_EQ(second.family_hash(), first.family_hash());
    EXPECT_NE(second.token_hash(), first.token_hash());
    EXPECT_NE(RefreshToken::of_new_family().family_hash(), first.family_hash());
}

TEST(ARefreshToken, HasOneSuccessorThatOnlyWhoHasTheKeyCanTell) {
    const RefreshToken first = RefreshToken::of_new_family();
    const std::string second = first.successor(key).text();
    EXPECT_THAT(second, testing::MatchesRegex("[A-Za-z0-9_-]{22}[.][A-Za-z0-9_-]{43}"));
    EXPECT_EQ(first.successor(KeyedDigest("a secret", "refresh tokens")).text(), second) << "also on another node";
    EXPECT_NE(first.successor(KeyedDigest("another", "refresh tokens")).text(), second);
    EXPECT_NE(first.successor(KeyedDigest("a secret", "something else")).text(), second);
    EXPECT_NE(first.successor(key).successor(key).text(), second);
}

TEST(ARefreshToken, HasDigestsThatDoNotTellIt) {
    const RefreshToken token = RefreshToken::of_new_family();
    EXPECT_EQ(token.family_hash().size(), 64U);
    EXPECT_EQ(token.token_hash().size(), 64U);
    EXPECT_EQ(token.text().find(token.token_hash()), std::string::npos);
}

TEST(ARefreshToken, HasTwoParts) {
    for (const char* bad : {"", ".", "a", "a.", ".b"}) EXPECT_FALSE(RefreshToken::parse(bad)) << bad;
    EXPECT_TRUE(RefreshToken::parse("a.b"));
}

}  // namespace
}  // namespace till
