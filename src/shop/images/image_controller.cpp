#include "shop/images/image_controller.h"

#include "api/client_address.h"
#include "api/exchange.h"

namespace till {
namespace {

constexpr const char* no_image = "The image does not exist.";

}  // namespace

http::Response ImageController::show(const Request& request) {
    const std::string path = "/images/" + request.path_parameters.front().second;
    const auto asked = image_file(path);
    if (!asked) throw Refusal(problems::not_found, no_image);
    std::optional<std::string> file;
    const auto look = [&] {
        file = images_.find(asked->name, asked->size);
        return file.has_value();
    };
    const bool is_there = names_.has("picture " + std::string(asked->name), counted_address(request.client), look);
    if (is_there && !file) look();
    if (!file) throw Refusal(problems::not_found, no_image);
    http::Response response{.status = 200, .headers = {}, .body = std::move(*file)};
    // What a name stands for never changes, because it is a digest of it. Web pages of other origins may show it.
    response.add("Content-Type", "image/webp")
        .add("Cache-Control", "public, max-age=31536000, immutable")
        .add("Cross-Origin-Resource-Policy", "cross-origin");
    return response;
}

}  // namespace till
