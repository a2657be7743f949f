#include "shop/images/picture_service.h"

#include <stdexcept>

#include "platform/images/renditions.h"
#include "shop/kernel/problems.h"
#include "platform/security/base64url.h"
#include "platform/security/digest.h"

namespace till {
namespace {

constexpr std::size_t name_length = 32;

std::string as_text(const std::string& bytes) {
    return base64url_of(
        {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});  // NOLINT: the same bytes
}

Picture picture_of(std::string_view bytes) {
    try {
        const auto files = imaging::make_renditions(bytes, {std::begin(picture_points), std::end(picture_points)});
        return {.name = digest_of(files[0] + files[1] + files[2]).substr(0, name_length),
                .small = as_text(files[0]),
                .medium = as_text(files[1]),
                .large = as_text(files[2])};
    } catch (const imaging::BadPicture& bad) {
        throw Refusal(problems::bad_picture, bad.what());
    }
}

}  // namespace

Product PictureService::set(ProductId id, const ExpectedVersion& expected, std::string_view bytes) {
    // Before the transaction: it takes long, and nobody else has to wait for it.
    const Picture picture = picture_of(bytes);
    return database_.write([&](database::Transaction& transaction) {
        const Product before = versioned_.find_to_change(transaction, id, expected);
        pictures_.put(transaction, picture);
        return set_url(transaction, before, picture_path(picture.name, PictureSize::medium));
    });
}

void PictureService::remove(ProductId id, const ExpectedVersion& expected) {
    database_.write([&](database::Transaction& transaction) {
        set_url(transaction, versioned_.find_to_change(transaction, id, expected), std::nullopt);
    });
}

std::optional<std::string> PictureService::find(std::string_view name, PictureSize size) {
    const auto text = database_.read([&](database::Session& session) { return pictures_.find(session, name, size); });
    if (!text) return std::nullopt;
    auto bytes = from_base64url(*text);
    if (!bytes) throw std::runtime_error("the picture " + std::string(name) + " is damaged");
    return bytes;
}

Product PictureService::set_url(database::Transaction& transaction, const Product& before,
                                const std::optional<std::string>& url) {
    return versioned_.change(
        before, [&](Product& product) { product.image_url = url; },
        [&](const Product& after) { products_.update(transaction, before, after); });
}

}  // namespace till
