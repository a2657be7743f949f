#include "platform/security/base64url.h"

#include <string>

#include <gtest/gtest.h>

namespace till {
namespace {

std::string encoded(const std::string& bytes) {
    return base64url_of(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

TEST(Base64Url, ReadsWhatItWrote) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) {
        bytes += static_cast<char>(byte);
        EXPECT_EQ(from_base64url(encoded(bytes)), bytes);
    }
    EXPECT_EQ(from_base64url(""), "");
}

TEST(Base64Url, HasOneSpellingForEveryText) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            const auto bytes = from_base64url(text);
            EXPECT_TRUE(!bytes || encoded(*bytes) == text) << first << " " << second;
        }
    }
}

TEST(Base64Url, ReadsNothingInOtherLetters) {
    for (const std::string& text : {std::string("AAA\xff"), std::string("AAA\x80"), std::string("AA+A"),
                                    std::string("AAA/"), std::string("AA=="), std::string("AA A"), std::string("AAA\n"),
                                    std::string("AAA\0", 4), std::string("A"), std::string("AB"), std::string("AAB")}) {
        EXPECT_EQ(from_base64url(text), std::nullopt) << encoded(text);
    }
}

}  // namespace
}  // namespace till
