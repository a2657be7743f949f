#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "shop/kernel/named.h"

namespace till {

enum class PictureSize : std::uint8_t { small, medium, large };

template <>
struct Names<PictureSize> {
    static constexpr std::string_view names[] = {"small", "medium", "large"};
};

/// How many points the longer side of each size has at most.
inline constexpr int picture_points[] = {240, 640, 1600};

inline constexpr std::size_t picture_name_length = 32;

/// A picture that the shop keeps itself. It belongs to all products whose image_url names it, and is there as long as
/// there is one.
struct Picture {
    std::string name;  ///< a digest of the files: 32 hexadecimal digits
    std::string small;
    std::string medium;
    std::string large;  ///< each a WebP file, in base64url

    bool operator==(const Picture&) const = default;
};

struct PictureFile {
    std::string_view name;
    PictureSize size = PictureSize::medium;
};

/// `/images/NAME-medium.webp`: where a picture's file is found.
std::string picture_path(std::string_view name, PictureSize size);

/// What picture_path() has made; nullopt for any other text.
std::optional<PictureFile> picture_file(std::string_view path);

/// The name of the picture of the shop that an image_url leads to; "" where it leads elsewhere, or there is none.
std::string picture_name(const std::optional<std::string>& image_url);

/// Whether it is below /images/, where nothing is but pictures of the shop.
bool is_among_pictures(std::string_view path);

}  // namespace till
