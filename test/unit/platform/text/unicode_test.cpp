#include "platform/text/unicode.h"

#include <string>

#include <gmock/gmock.h>

namespace till {
namespace {

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

TEST(TheBeginningOfAText, IsCutBetweenCodePoints) {
    EXPECT_EQ(first_code_points("\u00e9\u00e9\u00e9", 2), "\u00e9\u00e9");
    EXPECT_EQ(first_code_points("\U0001F600x", 1), "\U0001F600");
    EXPECT_EQ(first_code_points("abc", 5), "abc");
    EXPECT_EQ(first_code_points("abc", 0), "");
    EXPECT_EQ(first_code_points("", 3), "");
}

TEST(Composing, MakesOneSpellingOfALetter) {
    EXPECT_EQ(composed("cafe\u0301"), "caf\u00e9");
    EXPECT_EQ(composed("\u212b"), "\u00c5") << "the sign for \u00e5ngstr\u00f6ms is the letter";
    EXPECT_EQ(composed("\u1112\u1161\u11ab"), "\ud55c");
    EXPECT_EQ(composed("\ufb01"), "\ufb01") << "a ligature stays";
    EXPECT_EQ(compatible("\uff41\uff44\ufb01\u2460"), "adfi1");
}

TEST(Blanks, AreWhatIsNotSeen) {
    for (const char32_t blank :
         {U' ', U'\t', U'\u00a0', U'\u2003', U'\u3000', U'\u00ad', U'\u200b', U'\u200d', U'\u2060', U'\ufeff',
          U'\u3164', U'\u115f', U'\ufe0f', U'\u202e', U'\U000e0041', U'\u180e', U'\u2800'}) {
        EXPECT_TRUE(is_blank(blank)) << static_cast<std::uint32_t>(blank);
    }
    for (const char32_t other : {U'a', U'.', U'\u0301', U'\u00e9', U'\U0001f600', U'\u0000'}) {
        EXPECT_FALSE(is_blank(other)) << static_cast<std::uint32_t>(other);
    }
    EXPECT_TRUE(has_blanks("a\u200bb"));
    EXPECT_FALSE(has_blanks("a-b"));
}

TEST(Blanks, AreTakenFromBothEnds) {
    EXPECT_EQ(without_blank_ends("\u00a0\ufeff X-1\u200b\u00a0"), "X-1");
    EXPECT_EQ(without_blank_ends("a\u00a0b\u200cc"), "a\u00a0b\u200cc") << "inside they stay";
    EXPECT_EQ(without_blank_ends("\u200b\u00ad\u2060"), "");
    EXPECT_EQ(without_blank_ends(""), "");
    EXPECT_EQ(without_blank_ends("Mug\ufe0f"), "Mug") << "a letter has no such form";
}

TEST(Blanks, StayWhereTheyBelongToACharacter) {
    const std::string cup = "\u2615\ufe0f";
    const std::string england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f";
    const std::string ideograph = "\u845b\U000e0100";
    const std::string family = "\U0001f469\u200d\U0001f467";
    for (const std::string& whole : {cup, england, ideograph, family, std::string("1\ufe0f\u20e3")}) {
        EXPECT_EQ(without_blank_ends(whole + "\u200b "), whole) << whole;
        EXPECT_EQ(one_spaced(" " + whole + " " + whole), whole + " " + whole) << whole;
    }
}

TEST(DirectionControls, AreTakenOut) {
    EXPECT_EQ(without_direction_controls("12\u202e34\u202c \u2066a\u2069\u200e\u200f\u061c"), "1234 a");
    EXPECT_EQ(without_direction_controls("\u05d0\u200d\u05d1"), "\u05d0\u200d\u05d1");
}

TEST(Labels, AreComparedAsTheyAreSeen) {
    EXPECT_EQ(label_of(" Caf\u00e9 \u00a0 bar\u00ad "), "Caf\u00e9 bar");
    EXPECT_EQ(label_of("cafe\u0301"), label_of("caf\u00e9"));
    EXPECT_EQ(label_of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
              "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        << "a joiner within a word";
    EXPECT_EQ(label_of("\u200b"), "");
}

TEST(Scripts, AreNotMixed) {
    for (const char* one : {"ada.l-2@x+y", "\u0430\u0434\u0430", "\u65e5\u672c\u30d2\u3089latin", "\ud55c\u6f22abc",
                            "\u0639\u0644\u06cc1", "\u00e9\u0142", ""}) {
        EXPECT_TRUE(is_of_one_script(one)) << one;
    }
    for (const char* mixed : {"p\u0430ypal", "\u03bfpen", "\u0430\u03b1", "\u30d2\ud55c"}) {
        EXPECT_FALSE(is_of_one_script(mixed)) << mixed;
    }
}

}  // namespace
}  // namespace till
