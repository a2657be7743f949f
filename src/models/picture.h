#pragma once
#include <string>

#include "models/ids.h"
#include "models/named.h"

namespace till {

enum class PictureSize : std::uint8_t { small, medium, large };

template <>
struct Names<PictureSize> {
    static constexpr std::string_view names[] = {"small", "medium", "large"};
};

/// How many points the longer side of each size has at most.
inline constexpr int picture_points[] = {240, 640, 1600};

/// A product's own picture.
struct Picture {
    ProductId product_id = 0;
    std::string name;  ///< a digest of the files
    std::string small;
    std::string medium;
    std::string large;  ///< each a WebP file

    bool operator==(const Picture&) const = default;
};

}  // namespace till
