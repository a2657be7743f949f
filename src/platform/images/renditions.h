#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/images/pixels.h"

namespace till::images {

/// Bounds of images: larger ones are refused before they are decoded; the time is bounded while they are.
struct ImageBounds {
    std::uint32_t side_max = 12'000;
    std::uint64_t pixels_max = 25'000'000;
    int scans_max = 100;  ///< of a JPEG; programs write about ten
    std::chrono::milliseconds time_max{10'000};
};

/// Decodes a JPEG, PNG or WebP image and makes a WebP of it for each length: the longer side gets that many pixels,
/// or as many as it has where those are fewer. Upright, in the colours of sRGB, and with nothing of the original but
/// its pixels: no metadata. Takes up to twelve bytes of memory for each pixel, and mostly under a second. Throws
/// BadImage for what is none of these, damaged, cut off, an animation or beyond the bounds.
std::vector<std::string> make_renditions(std::string_view bytes, const std::vector<int>& longer_sides,
                                         const ImageBounds& bounds = {});

}  // namespace till::images
