#include "shop/images/image.h"

#include "platform/text/hex.h"

namespace till {
namespace {

constexpr std::string_view folder = "/images/";
constexpr std::string_view ending = ".webp";

}  // namespace

std::string image_path(std::string_view name, ImageSize size) {
    return std::string(folder).append(name).append("-").append(name_of(size)).append(ending);
}

std::optional<ImageFile> image_file(std::string_view path) {
    if (!is_among_images(path) || !path.ends_with(ending)) return std::nullopt;
    path.remove_prefix(folder.size());
    if (path.size() < image_name_length + 1 + ending.size() || path[image_name_length] != '-') return std::nullopt;
    const std::string_view name = path.substr(0, image_name_length);
    if (name.find_first_not_of(hex_digits) != std::string_view::npos) return std::nullopt;
    path.remove_prefix(image_name_length + 1);
    path.remove_suffix(ending.size());
    const auto size = from_name<ImageSize>(path);
    if (!size) return std::nullopt;
    return ImageFile{name, *size};
}

std::string image_name(const std::optional<std::string>& image_url) {
    const auto file = image_url ? image_file(*image_url) : std::nullopt;
    return file ? std::string(file->name) : std::string();
}

bool is_among_images(std::string_view path) { return path.starts_with(folder); }

}  // namespace till
