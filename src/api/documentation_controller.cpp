#include "api/documentation_controller.h"

namespace till {

http::Response DocumentationController::show(const Request& request, Document& document,
                                             std::string_view content_type) const {
    std::call_once(document.made, [&] { document.content.emplace(compression_, content_type, document.make()); });
    http::Response response = document.content->respond(request.http);
    return std::move(response.add("Cache-Control", "no-cache"));
}

http::Response DocumentationController::yaml(const Request& request) {
    return show(request, yaml_, "application/yaml");
}

http::Response DocumentationController::json(const Request& request) {
    return show(request, json_, "application/json");
}

}  // namespace till
