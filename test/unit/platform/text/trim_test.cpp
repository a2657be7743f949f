#include "platform/text/trim.h"

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(Trimming, TakesWhiteSpaceFromBothEnds) {
    EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
    EXPECT_EQ(trimmed("a"), "a");
    EXPECT_EQ(trimmed("a\t b"), "a\t b");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Trimming, TakesOnlyWhatItIsTold) {
    EXPECT_EQ(trimmed(" \t a \n", spaces_and_tabs), "a \n");
    EXPECT_EQ(trimmed("--a-b-", "-"), "a-b");
    EXPECT_EQ(trimmed(" a ", ""), " a ");
}

TEST(Trimming, LeavesUnicodesWhiteSpaceAndTheNul) {
    EXPECT_EQ(trimmed("\u00a0a\u2003"), "\u00a0a\u2003");
    EXPECT_EQ(trimmed("\u0085a\u3000 "), "\u0085a\u3000");
    EXPECT_EQ(trimmed(std::string_view("\0 a", 3)), std::string_view("\0 a", 3));
}

TEST(Trimming, LooksAtTheTextItself) {
    const std::string_view text = " a ";
    EXPECT_EQ(trimmed(text).data(), text.data() + 1);
}

}  // namespace
}  // namespace till
