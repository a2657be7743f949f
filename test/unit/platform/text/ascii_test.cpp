#include "platform/text/ascii.h"

#include <gtest/gtest.h>

namespace till::ascii {

TEST(AsciiLetters, HaveACaseAndNothingElseHas) {
    for (int byte = 0; byte < 256; ++byte) {
        const char letter = static_cast<char>(byte);
        const bool is_large = byte >= 65 && byte <= 90;
        const bool is_small = byte >= 97 && byte <= 122;
        EXPECT_EQ(lower(letter), is_large ? static_cast<char>(byte + 32) : letter) << byte;
        EXPECT_EQ(upper(letter), is_small ? static_cast<char>(byte - 32) : letter) << byte;
    }
}

TEST(AsciiLetters, AreToldFromAllElse) {
    for (int byte = 0; byte < 256; ++byte) {
        const bool is_of_digits = byte >= 48 && byte <= 57;
        const bool is_of_letters = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
        EXPECT_EQ(is_digit(static_cast<char>(byte)), is_of_digits) << byte;
        EXPECT_EQ(is_letter_or_digit(static_cast<char>(byte)), is_of_digits || is_of_letters) << byte;
    }
}

TEST(AsciiLetters, OfATextAreFoldedWhereverTheyStand) {
    EXPECT_EQ(lower("Content-TYPE @[`{ 19"), "content-type @[`{ 19");
    EXPECT_EQ(upper("read_url @[`{ 19"), "READ_URL @[`{ 19");
    EXPECT_EQ(lower("\u00c9T\u00c9 I\u0130"), "\u00c9t\u00c9 i\u0130");
    EXPECT_EQ(upper("\u00e9t\u00e9 \u00df\u0131"), "\u00e9T\u00e9 \u00df\u0131");
    EXPECT_EQ(lower(std::string_view("A\0B", 3)), std::string("a\0b", 3));
    EXPECT_EQ(lower(""), "");
}

TEST(AsciiControlCharacters, AreFoundWhereverTheyStand) {
    for (std::size_t size = 1; size < 20; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text(size, '\xff');
                text[at] = static_cast<char>(byte);
                ASSERT_EQ(has_control(text), byte < 32 || byte == 127) << byte << " at " << at << " of " << size;
            }
        }
    }
    EXPECT_FALSE(has_control(""));
    EXPECT_FALSE(has_control("a quite usual text of ~25 characters"));
}

}  // namespace till::ascii
