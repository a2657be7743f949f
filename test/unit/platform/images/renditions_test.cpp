#include "platform/images/renditions.h"

#include <gmock/gmock.h>

#include "platform/images/image_header.h"
#include "platform/images/jpeg.h"
#include "support/coloured_images.h"
#include "support/images.h"

namespace till::images {
namespace {

using test::look_at_webp;
using test::SeenImage;
using testing::HasSubstr;

std::string refusal_of(const std::string& bytes, const ImageBounds& bounds = {}) {
    try {
        make_renditions(bytes, {10}, bounds);
        return "none";
    } catch (const BadImage& bad) {
        return bad.what();
    }
}

bool is_reddish(int color) { return (color >> 16) > 180 && (color & 0xFF) < 80; }
bool is_bluish(int color) { return (color >> 16) < 80 && (color & 0xFF) > 180; }

TEST(AnImagesHeader, SaysWhatItIsAndHowLarge) {
    for (const auto& [bytes, format] :
         {std::pair(test::png_image(40, 30), ImageFormat::png), std::pair(test::jpeg_image(40, 30), ImageFormat::jpeg),
          std::pair(test::webp_image(40, 30), ImageFormat::webp)}) {
        const auto header = read_image_header(bytes);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->format, format);
        EXPECT_EQ(header->width, 40U);
        EXPECT_EQ(header->height, 30U);
        EXPECT_EQ(header->orientation, 1);
    }
}

TEST(AnImagesHeader, SaysHowAPhotographIsToBeTurned) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        EXPECT_EQ(read_image_header(test::turned_jpeg_image(8, 6, orientation))->orientation, orientation);
    }
    EXPECT_EQ(read_image_header(test::turned_jpeg_image(8, 6, 9))->orientation, 1) << "there is no ninth way";
}

TEST(AnImagesHeader, MayBeCutOffAnywhere) {
    for (const std::string& bytes : {test::png_image(8, 6), test::turned_jpeg_image(8, 6, 6), test::webp_image(8, 6)}) {
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            const auto header = read_image_header(std::string_view(bytes).substr(0, length));
            EXPECT_TRUE(!header || header->width == 8U);
        }
    }
}

TEST(AnImagesHeader, IsNotFoundInOtherFiles) {
    for (const char* text : {"", "GIF89a", "BM", "<svg/>", "RIFF\x10\0\0\0WAVE", "\xff\xd8", "\x89PNG\r\n"}) {
        EXPECT_FALSE(read_image_header(text)) << text;
    }
    std::string animation = test::webp_image(8, 6);
    animation.replace(12, 18, std::string("VP8X\x0a\0\0\0\x02\0\0\0\x07\0\0\x05\0\0", 18));
    EXPECT_FALSE(read_image_header(animation));
}

TEST(Renditions, AreWebpOfTheSizesAskedFor) {
    for (const std::string& bytes :
         {test::png_image(400, 300), test::jpeg_image(400, 300), test::webp_image(400, 300)}) {
        const auto files = make_renditions(bytes, {100, 200, 1000});
        ASSERT_EQ(files.size(), 3U);
        const SeenImage small = look_at_webp(files[0]);
        EXPECT_EQ(small.width, 100);
        EXPECT_EQ(small.height, 75);
        EXPECT_TRUE(is_reddish(small.left));
        EXPECT_TRUE(is_bluish(small.right));
        EXPECT_EQ(look_at_webp(files[1]).height, 150);
        EXPECT_EQ(look_at_webp(files[2]).width, 400) << "none is larger than the picture";
    }
}

TEST(Renditions, KeepAShapeHoweverThin) {
    const SeenImage thin = look_at_webp(make_renditions(test::png_image(2000, 2), {100})[0]);
    EXPECT_EQ(thin.width, 100);
    EXPECT_EQ(thin.height, 1);
}

TEST(Renditions, StandUpright) {
    const auto seen = [](int orientation) {
        return look_at_webp(make_renditions(test::turned_jpeg_image(64, 32, orientation), {64})[0]);
    };
    EXPECT_TRUE(is_reddish(seen(1).left));
    EXPECT_TRUE(is_reddish(seen(2).right)) << "mirrored";
    EXPECT_TRUE(is_reddish(seen(3).right)) << "upside down";
    EXPECT_TRUE(is_reddish(seen(4).left)) << "mirrored upside down";
    for (const int on_its_side : {5, 6, 7, 8}) {
        EXPECT_EQ(seen(on_its_side).width, 32);
        EXPECT_EQ(seen(on_its_side).height, 64);
    }
    EXPECT_TRUE(is_reddish(seen(5).top));
    EXPECT_TRUE(is_reddish(seen(6).top)) << "turned to the right, what was left is on top";
    EXPECT_TRUE(is_reddish(seen(7).bottom));
    EXPECT_TRUE(is_reddish(seen(8).bottom));
}

TEST(Renditions, HaveNothingOfTheOriginalButItsPixels) {
    std::string bytes = test::jpeg_image(40, 30);
    bytes.insert(2, std::string("\xFF\xFE\x00\x10"
                                "taken at home!",
                                18));
    EXPECT_THAT(make_renditions(bytes, {40})[0], testing::Not(HasSubstr("at home")));
}

TEST(Renditions, AreNotMadeOfWhatIsNoImage) { EXPECT_THAT(refusal_of("hello"), HasSubstr("not a JPEG, PNG or WebP")); }

std::vector<std::string> one_of_each_kind() {
    const test::FlatImage flat{.width = 160, .height = 120, .color = 0x336699};
    return {test::jpeg_image(160, 120),    test::progressive_jpeg(160, 120),
            test::png_image(160, 120),     test::flat_png(flat, 16),
            test::flat_png(flat, 8, true), test::webp_image(160, 120),
            test::flat_webp(flat, true),   test::inks_jpeg({9, 99, 0, 9}, true, ""),
            test::flat_webp(flat, false)};
}

TEST(Renditions, AreNotMadeOfWhatIsCutOff) {
    for (const std::string& bytes : one_of_each_kind()) {
        EXPECT_EQ(refusal_of(bytes), "none");
        for (const std::size_t length : {bytes.size() / 3, bytes.size() / 2, bytes.size() * 9 / 10, bytes.size() - 1}) {
            EXPECT_NE(refusal_of(bytes.substr(0, length)), "none") << length << " of " << bytes.size();
        }
    }
    EXPECT_THAT(refusal_of(test::jpeg_image(160, 120).substr(0, 1000)), HasSubstr("incomplete"));
}

TEST(Renditions, AreNotMadeOfWhatWasCutOffAndClosed) {
    for (const std::string& bytes : {test::jpeg_image(160, 120), test::flat_jpeg({.color = 0x336699})}) {
        EXPECT_THAT(refusal_of(bytes.substr(0, bytes.size() * 9 / 10) + "\xFF\xD9"), HasSubstr("damaged"));
    }
}

TEST(Renditions, AreMadeWhateverStandsBehindTheImage) {
    for (const std::string& bytes : one_of_each_kind()) {
        EXPECT_EQ(refusal_of(bytes + std::string(1000, 'x')), "none") << "telephones put films there";
    }
}

TEST(Renditions, AreNotMadeOfMoreScansThanThereMayBe) {
    const std::string usual = test::progressive_jpeg(160, 120);
    EXPECT_EQ(count_scans(usual), 10);
    EXPECT_EQ(count_scans(test::jpeg_image(160, 120)), 1);
    const std::string many = test::progressive_jpeg(160, 120, true);
    EXPECT_EQ(count_scans(many), 190);
    EXPECT_EQ(refusal_of(many, {.scans_max = 190}), "none");
    EXPECT_THAT(refusal_of(many), HasSubstr("more than 100 scans"));
    EXPECT_THAT(refusal_of(usual, {.scans_max = 9}), HasSubstr("more than 9 scans"));
    for (std::size_t length = 0; length < usual.size(); ++length) {
        EXPECT_LE(count_scans(std::string_view(usual).substr(0, length)), 10);
    }
}

TEST(Renditions, AreGivenUpWhenTheyTakeTooLong) {
    for (const std::string& bytes : one_of_each_kind()) {
        EXPECT_THAT(refusal_of(bytes, {.time_max = std::chrono::milliseconds(0)}), HasSubstr("too long"));
    }
}

TEST(Renditions, AreNotMadeOfAnimations) {
    std::string bytes = test::png_image(40, 30);
    const auto with_frames = [&](char frames) {
        std::string file = bytes;
        return file.insert(33, std::string("\0\0\0\x08"
                                           "acTL"
                                           "\0\0\0",
                                           11) +
                                   frames + std::string(8, '\0'));
    };
    EXPECT_THAT(refusal_of(with_frames(2)), HasSubstr("animation"));
    EXPECT_EQ(refusal_of(with_frames(1)), "none");
}

TEST(Renditions, AreNotMadeOfImagesThatAreLargerThanTheyMayBe) {
    EXPECT_THAT(refusal_of(test::png_image(40, 30), {.side_max = 39}), HasSubstr("40 × 30"));
    EXPECT_THAT(refusal_of(test::png_image(40, 30), {.pixels_max = 1199}), HasSubstr("40 × 30"));
    std::string bomb = test::png_image(40, 30);
    bomb.replace(16, 8, std::string("\x00\x00\xff\xff\x00\x00\xff\xff", 8));
    EXPECT_THAT(refusal_of(bomb), HasSubstr("65535 × 65535")) << "before anything is decoded";
}

}  // namespace
}  // namespace till::images
