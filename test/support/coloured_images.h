#pragma once
#include <array>
#include <cstdint>
#include <string>

namespace till::test {

/// ICC profiles. The padding is bytes of text in it that mean nothing.
std::string adobe_rgb_profile();
std::string display_p3_profile(std::size_t padding = 0);
/// Its greys are darker than those of sRGB: a gamma of 3.
std::string grey_profile();
/// Inks of strange colours: the cyan one is what takes blue away, the magenta one red, the yellow one green.
std::string ink_profile();

/// What the profile calls a colour of sRGB, or the sRGB colour of one of its own: 0xRRGGBB.
int stored_in(const std::string& profile, int srgb);
int shown_by(const std::string& profile, int stored);

/// A file of one colour everywhere. `profile` may be empty.
struct FlatImage {
    int width = 48;
    int height = 32;
    int color = 0;  ///< 0xRRGGBB; of a grey image, the lowest byte counts
    bool grey = false;
    std::string profile;
};
std::string flat_png(const FlatImage& image, int bits = 8, bool interlaced = false);
std::string flat_jpeg(const FlatImage& image);
std::string flat_webp(const FlatImage& image, bool lossless = true);

/// Cyan, magenta, yellow and black, 0 for none and 255 for all. Adobe's programs write them the other way round.
using Inks = std::array<std::uint8_t, 4>;
std::string inks_jpeg(const Inks& inks, bool as_adobe_does, const std::string& profile);

/// A progressive JPEG of colours that change from pixel to pixel; `every_coefficient` has a scan of its own for each.
std::string progressive_jpeg(int width, int height, bool every_coefficient = false);

/// How an image ends up: the colour in the middle of its left half.
int shown(const std::string& webp);

}  // namespace till::test
