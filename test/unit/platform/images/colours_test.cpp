#include <cstdlib>

#include <gmock/gmock.h>

#include "platform/images/renditions.h"
#include "support/coloured_images.h"
#include "support/images.h"

namespace till::images {
namespace {

using test::FlatImage;

constexpr int green = 20 << 16 | 230 << 8 | 40;
constexpr int brown = 150 << 16 | 90 << 8 | 40;

// WebP rounds, and stores colour in less detail than light.
MATCHER_P(LooksLike, color, "") {
    const auto differs = [&](int shift) { return std::abs((arg >> shift & 0xFF) - (color >> shift & 0xFF)) > 6; };
    *result_listener << "red " << (arg >> 16) << ", green " << (arg >> 8 & 0xFF) << ", blue " << (arg & 0xFF);
    return !differs(16) && !differs(8) && !differs(0);
}

int rendered(const std::string& bytes) { return test::shown(make_renditions(bytes, {40})[0]); }

TEST(TheColoursOfAnImage, AreThoseThatItsProfileMeans) {
    for (const std::string& profile : {test::adobe_rgb_profile(), test::display_p3_profile()}) {
        for (const int color : {green, brown, 0xFFFFFF, 0x808080, 0}) {
            const FlatImage image{.color = test::stored_in(profile, color), .profile = profile};
            EXPECT_THAT(rendered(test::flat_jpeg(image)), LooksLike(color));
            EXPECT_THAT(rendered(test::flat_png(image)), LooksLike(color));
            EXPECT_THAT(rendered(test::flat_png(image, 16)), LooksLike(color));
            EXPECT_THAT(rendered(test::flat_webp(image)), LooksLike(color));
        }
    }
    EXPECT_THAT(test::stored_in(test::adobe_rgb_profile(), green), LooksLike(130 << 16 | 229 << 8 | 69))
        << "what it would look like without";
}

TEST(TheColoursOfAnImage, AreAsTheyAreWithoutAProfile) {
    const FlatImage image{.color = green};
    for (const std::string& file :
         {test::flat_jpeg(image), test::flat_png(image), test::flat_png(image, 16), test::flat_png(image, 8, true),
          test::flat_webp(image), test::flat_webp(image, false)}) {
        EXPECT_THAT(rendered(file), LooksLike(green));
    }
}

TEST(TheColoursOfAnImage, ComeByAProfileInSeveralSegments) {
    const std::string profile = test::display_p3_profile(100'000);
    const std::string file = test::flat_jpeg({.color = test::stored_in(profile, green), .profile = profile});
    EXPECT_GT(profile.size(), 3U * 0xFFFF) << "more than a segment holds";
    EXPECT_THAT(rendered(file), LooksLike(green));
}

TEST(TheColoursOfAnImage, DoNotSufferFromABrokenProfile) {
    const std::string good = test::display_p3_profile();
    for (const std::string& profile : {std::string("no profile"), good.substr(0, 200), std::string(5'000, '\xFF'),
                                       test::ink_profile(), test::grey_profile()}) {
        EXPECT_THAT(rendered(test::flat_jpeg({.color = green, .profile = profile})), LooksLike(green));
        EXPECT_THAT(rendered(test::flat_webp({.color = green, .profile = profile})), LooksLike(green));
    }
    std::string cut = test::flat_png({.color = green, .profile = good});
    cut[cut.find("iCCP") + 30] ^= 0x55;
    EXPECT_THAT(rendered(cut), LooksLike(green));
}

TEST(TheColoursOfAnImage, OfGreyOnesFollowTheirProfileToo) {
    const int grey = 0x80;
    const int lighter = grey << 16 | grey << 8 | grey;
    EXPECT_THAT(rendered(test::flat_jpeg({.color = grey, .grey = true})), LooksLike(lighter));
    EXPECT_THAT(rendered(test::flat_png({.color = grey, .grey = true})), LooksLike(lighter));
    const FlatImage image{.color = grey, .grey = true, .profile = test::grey_profile()};
    const int darker = 0x63;  // 0.5 to the power of 3, written as sRGB does
    EXPECT_THAT(rendered(test::flat_jpeg(image)), LooksLike(darker << 16 | darker << 8 | darker));
    EXPECT_THAT(rendered(test::flat_png(image)), LooksLike(darker << 16 | darker << 8 | darker));
    EXPECT_THAT(rendered(test::flat_png(image, 16)), LooksLike(darker << 16 | darker << 8 | darker));
}

TEST(TheColoursOfAnImage, AreMixedOfInks) {
    for (const bool as_adobe_does : {true, false}) {
        const auto mixed = [&](const test::Inks& inks) { return rendered(test::inks_jpeg(inks, as_adobe_does, "")); };
        EXPECT_THAT(mixed({0, 0, 0, 0}), LooksLike(0xFFFFFF));
        EXPECT_THAT(mixed({255, 0, 0, 0}), LooksLike(0x00FFFF));
        EXPECT_THAT(mixed({0, 255, 255, 0}), LooksLike(0xFF0000));
        EXPECT_THAT(mixed({0, 0, 0, 255}), LooksLike(0x000000));
        EXPECT_THAT(mixed({0, 0, 0, 128}), LooksLike(0x7F7F7F));
    }
}

TEST(TheColoursOfAnImage, AreMixedOfInksAsTheirProfileSays) {
    for (const bool as_adobe_does : {true, false}) {
        const auto mixed = [&](const test::Inks& inks) {
            return rendered(test::inks_jpeg(inks, as_adobe_does, test::ink_profile()));
        };
        EXPECT_THAT(mixed({0, 0, 0, 0}), LooksLike(0xFFFFFF));
        EXPECT_THAT(mixed({0, 255, 255, 0}), LooksLike(0x0000FF)) << "without the profile this would be red";
        EXPECT_THAT(mixed({0, 0, 0, 255}), LooksLike(0x000000));
    }
}

}  // namespace
}  // namespace till::images
