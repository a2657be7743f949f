#include "utils/sip_hash.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace till {
namespace {

constexpr HashKey published_key = {0x0706050403020100U, 0x0f0e0d0c0b0a0908U};

/// The bytes 0, 1, 2 … as in the vectors that were published with the algorithm.
std::string counting(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(i);
    return text;
}

TEST(SipHash, GivesThePublishedValues) {
    EXPECT_EQ(sip_hash(published_key, ""), 0x726fdb47dd0e0e31U);
    EXPECT_EQ(sip_hash(published_key, counting(1)), 0x74f839c593dc67fdU);
    EXPECT_EQ(sip_hash(published_key, counting(8)), 0x93f5f5799a932462U);
    EXPECT_EQ(sip_hash(published_key, counting(15)), 0xa129ca6149be45e5U);
}

TEST(SipHash, DependsOnTheKey) {
    EXPECT_NE(sip_hash({1, 2}, "a"), sip_hash({1, 3}, "a"));
    EXPECT_NE(sip_hash({1, 2}, "a"), sip_hash({3, 2}, "a"));
    std::set<HashKey> keys;
    for (int i = 0; i < 100; ++i) keys.insert(random_hash_key());
    EXPECT_EQ(keys.size(), 100U);
}

}  // namespace
}  // namespace till
