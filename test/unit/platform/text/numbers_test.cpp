#include "platform/text/numbers.h"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(ParsingAnInteger, TakesDigitsAndNothingElse) {
    EXPECT_EQ(parse_integer<int>("0"), 0);
    EXPECT_EQ(parse_integer<int>("42"), 42);
    EXPECT_EQ(parse_integer<int>("007"), 7);
    for (const std::string_view text : {"", " 1", "1 ", "\t1", "1\n", "+1", "1.0", "1e3", "0x10", "1,000", "one", "1a",
                                        "\u00a01", "1\u2003", "\uff11", "\u0661"}) {
        EXPECT_EQ(parse_integer<int>(text), std::nullopt) << text;
    }
    EXPECT_EQ(parse_integer<int>(std::string_view("1\0", 2)), std::nullopt);
    EXPECT_EQ(parse_integer<int>({}), std::nullopt);
}

TEST(ParsingAnInteger, TakesAMinusWhereTheTypeHasASign) {
    EXPECT_EQ(parse_integer<std::int64_t>("-42"), -42);
    EXPECT_EQ(parse_integer<std::int64_t>("-0"), 0);
    EXPECT_EQ(parse_integer<std::uint64_t>("-42"), std::nullopt);
    EXPECT_EQ(parse_integer<std::uint64_t>("-0"), std::nullopt);
    for (const std::string_view text : {"-", "--1", "- 1", "1-"}) {
        EXPECT_EQ(parse_integer<std::int64_t>(text), std::nullopt) << text;
    }
}

TEST(ParsingAnInteger, KnowsWhatTheTypeHolds) {
    EXPECT_EQ(parse_integer<std::uint16_t>("65535"), 65535);
    EXPECT_EQ(parse_integer<std::uint16_t>("65536"), std::nullopt);
    EXPECT_EQ(parse_integer<std::int64_t>("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(parse_integer<std::int64_t>("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(parse_integer<std::int64_t>("9223372036854775808"), std::nullopt);
    EXPECT_EQ(parse_integer<std::uint64_t>("18446744073709551616"), std::nullopt);
    EXPECT_EQ(parse_integer<std::uint64_t>(std::string(1000, '9')), std::nullopt);
    EXPECT_EQ(parse_integer<std::uint64_t>(std::string(1000, '0') + "1"), 1U);
}

TEST(ParsingAnInteger, ReadsOtherBases) {
    EXPECT_EQ(parse_integer<unsigned>("ff", 16), 255U);
    EXPECT_EQ(parse_integer<unsigned>("FF", 16), 255U);
    EXPECT_EQ(parse_integer<unsigned>("0xff", 16), std::nullopt);
    EXPECT_EQ(parse_integer<unsigned>("12", 2), std::nullopt);
}

TEST(TakingAnInteger, LeavesWhatIsBehindIt) {
    std::string_view text = "12 per day";
    EXPECT_EQ(take_integer<int>(text), 12);
    EXPECT_EQ(text, " per day");
    text = "-7-8";
    EXPECT_EQ(take_integer<int>(text), -7);
    EXPECT_EQ(text, "-8");
    text = "9";
    EXPECT_EQ(take_integer<int>(text), 9);
    EXPECT_EQ(text, "");
}

TEST(TakingAnInteger, LeavesATextThatBeginsOtherwise) {
    for (const std::string_view whole : {"", "a1", " 1", "+1", "-", "300"}) {
        std::string_view text = whole;
        EXPECT_EQ(take_integer<std::uint8_t>(text), std::nullopt) << whole;
        EXPECT_EQ(text, whole);
    }
}

}  // namespace
}  // namespace till
