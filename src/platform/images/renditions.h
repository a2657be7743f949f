#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/images/points.h"

namespace till::imaging {

/// What is more than this is refused before anything of it is decoded, but for the time.
struct PictureBounds {
    std::uint32_t side_max = 12'000;
    std::uint64_t points_max = 25'000'000;
    int scans_max = 100;  ///< of a JPEG; programs write about ten
    std::chrono::milliseconds time_max{10'000};
};

/// Decodes a JPEG, PNG or WebP picture and makes a WebP of it for each length: the longer side gets that many points,
/// or as many as it has where those are fewer. Upright, in the colours of sRGB, and with nothing of the original but
/// its points: no metadata. Takes up to twelve bytes of memory for each point, and mostly under a second. Throws
/// BadPicture for what is none of these, damaged, cut off, an animation or beyond the bounds.
std::vector<std::string> make_renditions(std::string_view bytes, const std::vector<int>& longer_sides,
                                         const PictureBounds& bounds = {});

}  // namespace till::imaging
