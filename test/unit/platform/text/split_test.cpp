#include "platform/text/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace till {
namespace {

using ::testing::ElementsAre;

TEST(TakingAPart, TakesTheSeparatorAsWell) {
    std::string_view text = "a,,b";
    EXPECT_EQ(take_part(text, ','), "a");
    EXPECT_EQ(text, ",b");
    EXPECT_EQ(take_part(text, ','), "");
    EXPECT_EQ(text, "b");
    EXPECT_EQ(take_part(text, ','), "b");
    EXPECT_EQ(text, "");
    EXPECT_EQ(take_part(text, ','), "");
}

TEST(TakingAPart, LeavesNothingBehindASeparatorAtTheEnd) {
    std::string_view text = "a,";
    EXPECT_EQ(take_part(text, ','), "a");
    EXPECT_EQ(text, "");
}

TEST(Splitting, KeepsEveryPart) {
    EXPECT_THAT(split("a,b", ','), ElementsAre("a", "b"));
    EXPECT_THAT(split("a", ','), ElementsAre("a"));
    EXPECT_THAT(split("", ','), ElementsAre(""));
    EXPECT_THAT(split(",", ','), ElementsAre("", ""));
    EXPECT_THAT(split(",a,,b,", ','), ElementsAre("", "a", "", "b", ""));
    EXPECT_THAT(split("\u00e9 \u00e8", ' '), ElementsAre("\u00e9", "\u00e8"));
}

}  // namespace
}  // namespace till
