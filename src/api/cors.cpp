#include "api/cors.h"

#include <algorithm>

#include "api/response_headers.h"

namespace till {
namespace {

constexpr const char* request_headers =
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
constexpr const char* response_headers =
    "ETag, Idempotent-Replayed, Link, Location, Retry-After, X-Cache, X-RateLimit-Limit, X-RateLimit-Remaining, "
    "X-RateLimit-Reset, X-Request-Id";
constexpr const char* preflight_seconds = "600";

}  // namespace

bool Cors::is_preflight(const http::Request& request) {
    return request.method == http::Method::options && request.header("Origin") &&
           request.header("Access-Control-Request-Method");
}

http::Response Cors::respond_to_preflight(const http::Request& request, const std::string& allow) const {
    http::Response response{.status = 204, .headers = {}, .body = {}};
    if (allows(request)) {
        response.add("Access-Control-Allow-Methods", allow)
            .add("Access-Control-Allow-Headers", request_headers)
            .add("Access-Control-Max-Age", preflight_seconds);
    }
    return response;
}

void Cors::add_vary(http::Response& response) const {
    if (!origins_.empty()) till::add_vary(response, "Origin");
}

void Cors::add_permission(const http::Request& request, http::Response& response) const {
    if (!allows(request)) return;
    response.add("Access-Control-Allow-Origin", *request.header("Origin"))
        .add("Access-Control-Expose-Headers", response_headers);
}

bool Cors::allows(const http::Request& request) const {
    if (origins_.empty()) return false;
    const auto origin = request.header("Origin");
    return origin && std::find(origins_.begin(), origins_.end(), *origin) != origins_.end();
}

}  // namespace till
