#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace till::images {

enum class ImageFormat : std::uint8_t { jpeg, png, webp };

/// The header of an image: its properties before anything of it is decoded.
struct ImageHeader {
    ImageFormat format = ImageFormat::jpeg;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    /// How it has to be turned to stand upright: 1 to 8, as EXIF counts; 1 is as it lies. Cameras leave the turning to
    /// the viewers of the image.
    int orientation = 1;
};

/// Goes by the bytes, whatever they are called. nullopt for what is none of the formats, or cut off before it says its
/// size; an animation is none.
std::optional<ImageHeader> read_image_header(std::string_view bytes);

}  // namespace till::images
