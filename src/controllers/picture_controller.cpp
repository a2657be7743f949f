#include "controllers/picture_controller.h"

#include <algorithm>

#include "controllers/exchange.h"
#include "schemas/schemas.h"

namespace till {

http::Response PictureController::set(const Request& request) {
    const Product product = pictures_.set(request.id_in_path(), expected_version(request), request.http.read_body());
    return versioned(ok(schemas::product().write(product)), product.version);
}

http::Response PictureController::remove(const Request& request) {
    pictures_.remove(request.id_in_path(), expected_version(request));
    return no_content();
}

http::Response PictureController::show(const Request& request) {
    constexpr std::string_view ending = ".webp";
    std::string_view file = request.path_parameters.front().second;
    const auto dash = std::min(file.rfind('-'), file.size());
    const std::string_view rest = file.substr(dash);
    const auto size = rest.ends_with(ending) && rest.size() > ending.size()
                          ? from_name<PictureSize>(rest.substr(1, rest.size() - 1 - ending.size()))
                          : std::nullopt;
    if (!size) throw Refusal(problems::not_found, "There is no such picture.");
    http::Response response{.status = 200, .headers = {}, .body = pictures_.find(file.substr(0, dash), *size)};
    // What a name stands for never changes, because it is a digest of it.
    response.add("Content-Type", "image/webp").add("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

}  // namespace till
