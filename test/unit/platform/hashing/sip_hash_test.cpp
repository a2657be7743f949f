#include "platform/hashing/sip_hash.h"

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

/// The Linux kernel publishes the lower halves of this variant's values (lib/tests/siphash_kunit.c).
TEST(SipHash, GivesThePublishedValues) {
    const auto lower_half = [](std::size_t size) {
        return static_cast<std::uint32_t>(sip_hash(published_key, counting(size)));
    };
    EXPECT_EQ(lower_half(0), 0x050fc4dcU);
    EXPECT_EQ(lower_half(1), 0x7d57ca93U);
    EXPECT_EQ(lower_half(7), 0x9bb11140U);
    EXPECT_EQ(lower_half(8), 0x8d299a8eU);
    EXPECT_EQ(lower_half(15), 0x2a519956U);
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
