#include "utils/unicode.h"

#include <string>

#include <gmock/gmock.h>

namespace till {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Utf8, IsToldFromOtherBytes) {
    for (const char* good : {"", "plain", "caf\u00e9", "\U0001F600", "\uFFFD", "\U0010FFFF"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    for (const char* bad : {"\xff", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                            "a\x80", "\xf8\x88\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
    EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, IsCountedInCodePoints) {
    EXPECT_EQ(code_points(""), 0U);
    EXPECT_EQ(code_points("abc"), 3U);
    EXPECT_EQ(code_points("\u00e9\U0001F600x"), 3U);
}

TEST(Folding, TakesAwayCaseAccentsAndCompatibilityForms) {
    EXPECT_EQ(fold("CAFE"), "cafe");
    EXPECT_EQ(fold("Caf\u00e9"), "cafe");
    EXPECT_EQ(fold("Cafe\u0301"), "cafe");
    EXPECT_EQ(fold("Stra\u00dfe"), "strasse");
    EXPECT_EQ(fold("\ufb01ne \uff21\u2460"), "fine a1");
    EXPECT_EQ(fold("\u00c5ngstr\u00f6m"), "angstrom");
    EXPECT_EQ(fold("soft\u00adware"), "software");
    EXPECT_EQ(fold(""), "");
    EXPECT_EQ(fold(std::string_view("A\0B", 3)), std::string("a\0b", 3));
}

TEST(Folding, OfFoldedTextChangesNothing) {
    for (const char* text : {"\u0390", "\u1E9E", "\u0130stanbul", "\u03a3\u03c2", "\uFDFA", "\u212B"}) {
        EXPECT_EQ(fold(fold(text)), fold(text)) << text;
    }
}

TEST(FoldingCase, KeepsAccents) {
    EXPECT_EQ(fold_case("Caf\u00c9@Example.COM"), "caf\u00e9@example.com");
    EXPECT_EQ(fold_case("E\u0301"), "\u00e9") << "two ways to write one letter";
    EXPECT_NE(fold_case("cafe"), fold_case("caf\u00e9"));
}

TEST(TheBeginningOfAText, IsCutBetweenCodePoints) {
    EXPECT_EQ(first_code_points("\u00e9\u00e9\u00e9", 2), "\u00e9\u00e9");
    EXPECT_EQ(first_code_points("\U0001F600x", 1), "\U0001F600");
    EXPECT_EQ(first_code_points("abc", 5), "abc");
    EXPECT_EQ(first_code_points("abc", 0), "");
    EXPECT_EQ(first_code_points("", 3), "");
}

TEST(Words, AreRunsOfLettersAndDigits) {
    EXPECT_THAT(fold_words("White METAL Lantern, 15cm (caf\u00e9-style)"),
                ElementsAre("white", "metal", "lantern", "15cm", "cafe", "style"));
    EXPECT_THAT(fold_words("to be or not to be"), ElementsAre("to", "be", "or", "not", "to", "be"));
    EXPECT_THAT(fold_words("  ,.- \t\n"), IsEmpty());
    EXPECT_THAT(fold_words(""), IsEmpty());
    EXPECT_THAT(fold_words("85123A"), ElementsAre("85123a"));
}

TEST(Words, AreOfAnyScript) {
    EXPECT_THAT(fold_words("\u041b\u0410\u041c\u041f\u0410 \u65e5\u672c\u8a9e"),
                ElementsAre("\u043b\u0430\u043c\u043f\u0430", "\u65e5\u672c\u8a9e"));
}

TEST(Words, AreCutAtFortyCodePoints) {
    const std::vector<std::string> words = fold_words(std::string(100, 'a') + " b");
    EXPECT_THAT(words, ElementsAre(std::string(40, 'a'), "b"));
    std::string accents;
    for (int i = 0; i < 41; ++i) accents += "\u0436";
    EXPECT_EQ(code_points(fold_words(accents).front()), 40U);
}

TEST(Trimming, TakesBlanksFromBothEnds) {
    EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
    EXPECT_EQ(trimmed("a"), "a");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace till
