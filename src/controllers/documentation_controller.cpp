#include "controllers/documentation_controller.h"

namespace till {
namespace {

http::Response text(std::string content_type, std::shared_ptr<const std::string> body) {
    http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
    response.add("Content-Type", std::move(content_type)).add("Cache-Control", "no-cache");
    return response;
}

}  // namespace

http::Response DocumentationController::yaml(const Request& /*request*/) { return text("application/yaml", yaml_()); }

http::Response DocumentationController::json(const Request& /*request*/) { return text("application/json", json_()); }

}  // namespace till
