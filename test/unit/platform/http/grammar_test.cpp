#include "platform/http/grammar.h"

#include <gtest/gtest.h>

namespace till::http {

using State = Line::State;

TEST(Line, EndsInCrlf) {
    const Line line = line_at_front("one\r\ntwo\r\n", 0);
    EXPECT_EQ(line.state, State::good);
    EXPECT_EQ(line.text, "one");
    EXPECT_EQ(line.size, 5u);
    EXPECT_EQ(line_at_front("\r\n", 0).state, State::good);
    EXPECT_EQ(line_at_front("one\r\n", 3).size, 5u);
}

TEST(Line, IsBrokenByALineFeedOrReturnAlone) {
    EXPECT_EQ(line_at_front("one\n", 0).state, State::broken);
    EXPECT_EQ(line_at_front("\n", 0).state, State::broken);
    EXPECT_EQ(line_at_front("one\ntwo\r\n", 0).size, 4u);
    EXPECT_EQ(line_at_front("o\rne\r\n", 0).state, State::broken);
    EXPECT_EQ(line_at_front("one\r\r\n", 0).state, State::broken);
}

TEST(Line, IsUnfinishedUntilItsEndIsThere) {
    EXPECT_EQ(line_at_front("", 0).state, State::unfinished);
    EXPECT_EQ(line_at_front("one\r", 0).state, State::unfinished);
    EXPECT_EQ(line_at_front("one\r", 0).size, 4u);
}

TEST(Token, IsLettersDigitsAndAFewMarks) {
    EXPECT_TRUE(is_token("X-Request_Id.1~"));
    EXPECT_FALSE(is_token(""));
    EXPECT_FALSE(is_token("a b"));
    EXPECT_FALSE(is_token("a:"));
    EXPECT_FALSE(is_token("\xe4"));
}

TEST(OriginForm, IsAPathInVisibleAscii) {
    EXPECT_TRUE(is_origin_form("/"));
    EXPECT_TRUE(is_origin_form("/a?b=c|d[0]"));
    EXPECT_FALSE(is_origin_form(""));
    EXPECT_FALSE(is_origin_form("*"));
    EXPECT_FALSE(is_origin_form("a/b"));
    EXPECT_FALSE(is_origin_form("/a b"));
    EXPECT_FALSE(is_origin_form("/a#b"));
    EXPECT_FALSE(is_origin_form("/\x7f"));
}

}  // namespace till::http
