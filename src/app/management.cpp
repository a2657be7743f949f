#include "app/management.h"

#include "api/problem_json.h"
#include "api/request_id.h"

namespace till {
namespace {

http::Response text(int status, std::string body, std::string_view content_type = "text/plain; charset=utf-8") {
    http::Response response{.status = status, .headers = {}, .body = std::move(body)};
    response.add("Content-Type", std::string(content_type));
    return response;
}

}  // namespace

void Management::handle(http::Request request, http::Respond respond) {
    if (request.method != http::Method::get && request.method != http::Method::head) {
        http::Response response = refuse({problems::method_not_allowed, "Only GET and HEAD are supported."}, {});
        response.add("Allow", "GET, HEAD");
        return respond(std::move(response));
    }
    if (request.target == "/healthz") return respond(text(200, "alive\n"));
    if (request.target == "/readyz") return respond(ready_() ? text(200, "ready\n") : text(503, "not ready\n"));
    if (request.target == "/metrics") return respond(text(200, metrics_.text(), "text/plain; version=0.0.4"));
    respond(refuse({problems::not_found, "The paths are /healthz, /readyz and /metrics."}, {}));
}

http::Response Management::refuse(const Refusal& refusal, std::string_view /*received*/) {
    return problem_response(refusal, new_request_id());
}

}  // namespace till
