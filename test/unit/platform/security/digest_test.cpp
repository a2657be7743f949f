#include "platform/security/digest.h"

#include <gtest/gtest.h>

namespace till {
namespace {

// Expected values from coreutils' `b2sum -l 256`.
TEST(ADigest, IsBlake2bOf256Bits) {
    EXPECT_EQ(digest_of(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    EXPECT_EQ(digest_of("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(ADigest, CountsEveryByte) { EXPECT_NE(digest_of(std::string_view("a\0b", 3)), digest_of("a")); }

}  // namespace
}  // namespace till
