#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace till::imaging {

/// The bytes are no picture that can be used; what() says why in a sentence.
class BadPicture : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// Larger pictures are refused before anything of them is decoded.
struct PictureBounds {
    std::uint32_t side_max = 12'000;
    std::uint64_t points_max = 25'000'000;
};

/// Decodes a JPEG, PNG or WebP picture and makes a WebP of it for each length: the longer side gets that many points,
/// or as many as it has where those are fewer. Upright, and with nothing of the original but its points: no metadata.
/// Takes four bytes of memory for each point, and up to a second. Throws BadPicture.
std::vector<std::string> make_renditions(std::string_view bytes, const std::vector<int>& longer_sides,
                                         const PictureBounds& bounds = {});

}  // namespace till::imaging
