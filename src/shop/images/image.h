#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shop/kernel/named.h"

namespace till {

enum class ImageSize : std::uint8_t { small, medium, large };

template <>
struct Names<ImageSize> {
    static constexpr std::string_view names[] = {"small", "medium", "large"};
};

/// How many pixels the longer side of each size has at most.
inline constexpr int image_side_pixels[] = {240, 640, 1600};

inline constexpr std::size_t image_name_length = 32;

/// An image that the shop stores itself. It belongs to all products whose image_url names it, and exists as long as
/// there is one.
struct Image {
    std::string name;  ///< a digest of the files: 32 hexadecimal digits
    std::string small;
    std::string medium;
    std::string large;  ///< each a WebP file, in base64url

    bool operator==(const Image&) const = default;
};

struct ImageFile {
    std::string_view name;
    ImageSize size = ImageSize::medium;
};

/// `/images/NAME-medium.webp`: where an image's file is found.
std::string image_path(std::string_view name, ImageSize size);

/// What image_path() has made; nullopt for any other text.
std::optional<ImageFile> image_file(std::string_view path);

/// The name of the image of the shop that an image_url leads to; "" where it leads elsewhere, or there is none.
std::string image_name(const std::optional<std::string>& image_url);

/// Whether it is below /images/, where nothing is but images of the shop.
bool is_among_images(std::string_view path);

}  // namespace till
