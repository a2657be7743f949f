#include "platform/text/join.h"

#include <vector>

#include <gtest/gtest.h>

namespace till {

TEST(Joining, PutsASeparatorBetweenEachTwo) {
    EXPECT_EQ(joined(std::vector<std::string>{"a", "b", "c"}), "a, b, c");
    EXPECT_EQ(joined(std::vector<std::string_view>{"", "", "b"}, ";"), ";;b");
    EXPECT_EQ(joined(std::vector<std::string>{"a"}), "a");
    EXPECT_EQ(joined(std::vector<std::string>{}), "");
}

}  // namespace till
