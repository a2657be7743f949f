#include "api/response_finisher.h"

#include <chrono>

#include <spdlog/spdlog.h>

#include "api/limiter.h"
#include "api/problem_json.h"
#include "api/request_id.h"
#include "api/response_headers.h"

namespace till {

void ResponseFinisher::finish(PipelineExchange& exchange, http::Response response) const {
    add_common_headers(exchange.route, response);
    make_personal(exchange, response);
    deliver(exchange, std::move(response));
}

void ResponseFinisher::finish_made(PipelineExchange& exchange, http::Response response) const {
    add_common_headers(exchange.route, response);
    make_personal(exchange, response);
    if (const http::Coding coding = coding_for(exchange, response); coding != http::Coding::identity) {
        response = parts_.compression.compressed(response, coding, Compression::Effort::once);
    }
    deliver(exchange, std::move(response));
}

void ResponseFinisher::finish_with_current_exception(PipelineExchange& exchange, Finish how) const {
    const Refusal refusal = refusal_of_current_exception(exchange.request.id, exchange.request.http.target);
    http::Response response = problem_response(refusal, exchange.request.id);
    if (!exchange.allow.empty()) response.add("Allow", exchange.allow);
    (this->*how)(exchange, std::move(response));
}

http::Response ResponseFinisher::refuse(const Refusal& refusal, std::string_view received) const {
    http::Request request;
    for (const char* name : {"Origin", "X-Request-Id"}) {
        if (const auto value = http::header_in(received, name)) request.headers.add(name, *value);
    }
    const std::string id = request_id_of(request);
    http::Response response = problem_response(refusal, id);
    add_common_headers(nullptr, response);
    parts_.cors.add_permission(request, response);
    response.add("X-Request-Id", id);
    parts_.metrics.count(nullptr, refusal.problem().status, {});
    return response;
}

// Cached responses may be stored by the client too, but have to be revalidated each time, so that no client uses an
// invalidated one.
void ResponseFinisher::add_cache_headers(const Route* route, http::Response& response) const {
    if (response.headers.find("Cache-Control")) return;
    const bool is_cacheable =
        route != nullptr && route->cached != Cached::no && (response.status == 200 || response.status == 304);
    if (!is_cacheable) {
        response.add("Cache-Control", "no-store");
    } else if (parts_.access.is_open(*route)) {
        response.add("Cache-Control", "public, no-cache");
    } else {
        response.add("Cache-Control", "private, no-cache");
        add_vary(response, "Authorization");
    }
}

void ResponseFinisher::add_common_headers(const Route* route, http::Response& response) const {
    add_cache_headers(route, response);
    add_security_headers(response);
    parts_.cors.add_vary(response);
    const bool may_be_compressed = route == nullptr || !route->holds_secrets;
    if (may_be_compressed && parts_.compression.varies(response)) add_vary(response, "Accept-Encoding");
}

// A response with secrets is not compressed: its size must not reveal them.
http::Coding ResponseFinisher::coding_for(const PipelineExchange& exchange, const http::Response& response) const {
    if (exchange.route == nullptr || exchange.route->holds_secrets) return http::Coding::identity;
    return parts_.compression.coding_for(exchange.request.http.headers, response);
}

// What depends on the request.
void ResponseFinisher::make_personal(const PipelineExchange& exchange, http::Response& response) const {
    respond_conditionally(exchange.request.http, response);
    add_permission(exchange, response);
}

void ResponseFinisher::deliver(PipelineExchange& exchange, http::Response response) const {
    const http::Request& request = exchange.request.http;
    if (exchange.verdict) add_limit_headers(response.headers, *exchange.verdict);
    response.headers.add_checked("X-Request-Id", exchange.request.id);
    const auto took = std::chrono::steady_clock::now() - exchange.began;
    parts_.metrics.count(exchange.route, response.status, took);
    spdlog::debug("{} {} {} {} in {} us", exchange.request.id, http::name_of(request.method), request.target,
                  response.status, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    exchange.respond(std::move(response));
}

}  // namespace till
