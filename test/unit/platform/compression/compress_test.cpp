#include "platform/compression/compress.h"

#include <random>

#include <gtest/gtest.h>

#include "support/decoded.h"

namespace till::compression {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all.append(text).append(std::to_string(i));
    return all;
}

std::string noise(std::size_t bytes) {
    std::mt19937 dice(1);  // NOLINT: the same each time
    std::string all;
    for (std::size_t i = 0; i < bytes; ++i) all += static_cast<char>(dice());
    return all;
}

TEST(ACompressedText, IsTheSameAfterwards) {
    for (const std::string& text : {std::string(), std::string("x"), std::string("{\"id\":1}"), repeated("a tea ", 50),
                                    repeated("a kettle ", 100'000), std::string(5, '\0'), noise(300'000)}) {
        for (const int effort : {1, 2, 5, 6, 9}) {
            EXPECT_TRUE(test::decoded(gzip(text, effort), "gzip") == text) << text.size() << " at " << effort;
            EXPECT_TRUE(test::decoded(brotli(text, effort), "br") == text) << text.size() << " at " << effort;
        }
    }
}

TEST(ACompressedText, IsSmaller) {
    const std::string text = repeated("{\"name\":\"tea\",\"price\":\"1.00\"},", 100);
    EXPECT_LT(gzip(text, 6).size() * 5, text.size());
    EXPECT_LT(brotli(text, 5).size() * 5, text.size());
}

TEST(ACompressedText, IsTheSameEachTime) {
    const std::string text = repeated("tea", 1000);
    EXPECT_EQ(gzip(text, 6), gzip(text, 6)) << "an ETag stands for these bytes";
    EXPECT_EQ(brotli(text, 5), brotli(text, 5));
}

}  // namespace
}  // namespace till::compression
