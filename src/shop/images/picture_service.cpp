#include "shop/images/picture_service.h"

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

Picture make_picture(std::string_view bytes) {
    try {
        const auto files = imaging::make_renditions(bytes, {std::begin(picture_points), std::end(picture_points)});
        return {.name = digest_of(files[0] + files[1] + files[2]).substr(0, picture_name_length),
                .small = as_text(files[0]),
                .medium = as_text(files[1]),
                .large = as_text(files[2])};
    } catch (const imaging::BadPicture& bad) {
        throw Refusal(problems::bad_picture, bad.what());
    }
}

std::optional<std::string> PictureService::find(std::string_view name, PictureSize size) {
    const auto text = database_.read([&](database::Session& session) { return pictures_.find(session, name, size); });
    if (!text) return std::nullopt;
    auto bytes = from_base64url(*text);
    if (!bytes) throw std::runtime_error("the picture " + std::string(name) + " is damaged");
    return bytes;
}

}  // namespace till
