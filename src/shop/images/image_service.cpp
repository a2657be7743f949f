#include "shop/images/image_service.h"

#include <stdexcept>

#include "platform/images/renditions.h"
#include "platform/security/base64url.h"
#include "platform/security/digest.h"
#include "shop/kernel/problems.h"

namespace till {
namespace {

std::string as_text(const std::string& bytes) {
    return base64url_of(
        {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});  // NOLINT: the same bytes
}

}  // namespace

Image make_image(std::string_view bytes) {
    try {
        const auto files = images::make_renditions(bytes, {std::begin(image_side_pixels), std::end(image_side_pixels)});
        return {.name = digest_of(files[0] + files[1] + files[2]).substr(0, image_name_length),
                .small = as_text(files[0]),
                .medium = as_text(files[1]),
                .large = as_text(files[2])};
    } catch (const images::BadImage& bad) {
        throw Refusal(problems::bad_image, bad.what());
    }
}

std::optional<std::string> ImageService::find(std::string_view name, ImageSize size) {
    const auto text = database_.read([&](database::SqlSession& session) { return images_.find(session, name, size); });
    if (!text) return std::nullopt;
    auto bytes = from_base64url(*text);
    if (!bytes) throw std::runtime_error("the picture " + std::string(name) + " is damaged");
    return bytes;
}

}  // namespace till
