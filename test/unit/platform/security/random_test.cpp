#include "platform/security/random.h"

#include <set>

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(RandomText, HasFourLettersForThreeBytes) {
    EXPECT_EQ(random_text(0), "");
    EXPECT_EQ(random_text(1).size(), 2U);
    EXPECT_EQ(random_text(3).size(), 4U);
    EXPECT_EQ(random_text(16).size(), 22U);
    EXPECT_EQ(random_text(32).size(), 43U);
}

TEST(RandomText, CanStandInAnAddress) {
    const std::string text = random_text(3000);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(std::set<char>(text.begin(), text.end()).size(), 64U);
}

TEST(RandomText, IsNeverTheSame) {
    std::set<std::string> texts;
    for (int i = 0; i < 1000; ++i) texts.insert(random_text(16));
    EXPECT_EQ(texts.size(), 1000U);
}

}  // namespace
}  // namespace till
