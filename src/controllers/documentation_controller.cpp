#include "controllers/documentation_controller.h"

#include "utils/refusal.h"

namespace till {
namespace {

std::string_view content_type_of(std::string_view name) {
    if (name.ends_with(".html")) return "text/html; charset=utf-8";
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    if (name.ends_with(".png")) return "image/png";
    return "application/octet-stream";
}

bool accepts_gzip(const Request& request) {
    const auto accepted = request.http.header("Accept-Encoding");
    return accepted && accepted->find("gzip") != std::string_view::npos &&
           accepted->find("gzip;q=0") == std::string_view::npos;
}

http::Response text(std::string_view content_type, http::Body body) {
    http::Response response{.status = 200, .headers = {}, .body = std::move(body)};
    response.add("Content-Type", std::string(content_type)).add("Cache-Control", "no-cache");
    return response;
}

}  // namespace

http::Response DocumentationController::index(const Request& request) { return file(request, "index.html"); }

http::Response DocumentationController::page(const Request& request) {
    return file(request, request.path_parameters.front().second);
}

http::Response DocumentationController::yaml(const Request& /*request*/) { return text("application/yaml", yaml_()); }

http::Response DocumentationController::json(const Request& /*request*/) { return text("application/json", json_()); }

http::Response DocumentationController::file(const Request& request, const std::string& name) {
    const auto plain = pages_.find(name);
    if (plain == pages_.end()) throw Refusal(problems::not_found, "There is no such page.");
    const auto zipped = accepts_gzip(request) ? pages_.find(name + ".gz") : pages_.end();
    http::Response response =
        text(content_type_of(name), http::Body::of_static(zipped != pages_.end() ? zipped->second : plain->second));
    if (zipped != pages_.end()) response.add("Content-Encoding", "gzip");
    response.add("Vary", "Accept-Encoding");
    response.add("Content-Security-Policy",
                 "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
                 "frame-ancestors 'none'; base-uri 'self'");
    return response;
}

}  // namespace till
