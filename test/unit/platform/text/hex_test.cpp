#include "platform/text/hex.h"

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(Hexadecimal, HasTwoSmallDigitsForEachByte) {
    const unsigned char bytes[] = {0x00, 0x0f, 0xa5, 0xff};
    EXPECT_EQ(hex_of(bytes), "000fa5ff");
    EXPECT_EQ(hex_of({}), "");
}

TEST(Hexadecimal, KnowsTheValueOfADigitOfEitherCase) {
    for (unsigned value = 0; value < 16; ++value) {
        EXPECT_EQ(hex_value(hex_digits[value]), value);
        EXPECT_EQ(hex_value(ascii::upper(hex_digits[value])), value);
    }
    for (const char other : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xe9'}) {
        EXPECT_EQ(hex_value(other), std::nullopt) << static_cast<int>(other);
    }
}

}  // namespace
}  // namespace till
