#include <chrono>

#include <spdlog/spdlog.h>

#include "api/answer_headers.h"
#include "api/pipeline.h"
#include "api/problem_json.h"
#include "api/request_id.h"
#include "platform/http/answer_header.h"

// The end of a request's way: what all responses have in common, what is the client's own, and the response that goes
// out.
namespace till {

// Kept answers may be kept by the client too, but asked about each time, so that no one sees what a write has ended.
void Pipeline::add_cache_headers(const Route* route, http::Response& response) const {
    if (response.headers.find("Cache-Control")) return;
    const bool may_be_kept =
        route != nullptr && route->cached != Cached::no && (response.status == 200 || response.status == 304);
    if (!may_be_kept) {
        response.add("Cache-Control", "no-store");
    } else if (parts_.access.is_open(*route)) {
        response.add("Cache-Control", "public, no-cache");
    } else {
        response.add("Cache-Control", "private, no-cache");
        add_vary(response, "Authorization");
    }
}

// What is the same whoever asks.
void Pipeline::dress(const Route* route, http::Response& response) const {
    add_cache_headers(route, response);
    add_security_headers(response);
    parts_.cors.add_vary(response);
    const bool may_be_compressed = route == nullptr || !route->holds_secrets;
    if (may_be_compressed && parts_.compression.varies(response)) add_vary(response, "Accept-Encoding");
}

// What holds secrets goes as it is: its size must not tell of them.
http::Coding Pipeline::coding_for(const Exchange& exchange, const http::Response& response) const {
    if (exchange.route == nullptr || exchange.route->holds_secrets) return http::Coding::identity;
    return parts_.compression.coding_for(exchange.request.http.headers, response);
}

void Pipeline::finish(Exchange& exchange, http::Response response) const {
    dress(exchange.route, response);
    make_personal(exchange, response);
    deliver(exchange, std::move(response));
}

// The same on a thread that may take the time to compress.
void Pipeline::finish_made(Exchange& exchange, http::Response response) const {
    dress(exchange.route, response);
    make_personal(exchange, response);
    if (const http::Coding coding = coding_for(exchange, response); coding != http::Coding::identity) {
        response = parts_.compression.compressed(response, coding, Compression::Effort::once);
    }
    deliver(exchange, std::move(response));
}

// What depends on the request, and would be the same if it came again.
void Pipeline::make_personal(const Exchange& exchange, http::Response& response) const {
    answer_conditionally(exchange.request.http, response);
    parts_.cors.add_permission(exchange.request.http, response);
}

void Pipeline::remember(const Exchange& exchange, const CachedAnswer& kept, const http::Response& response) const {
    const Request& request = exchange.request;
    auto repeat = std::make_shared<Repeat>(Repeat{.route = exchange.route,
                                                  .peer = request.http.peer,
                                                  .claims = exchange.claims,
                                                  .caller = request.caller,
                                                  .client = exchange.client,
                                                  .request_id = given_request_id(request.http),
                                                  .status = response.status,
                                                  .text = {}});
    http::append_status_line(repeat->text, response.status);
    repeat->start_size = repeat->text.append(response.headers.wire()).size();
    repeat->text.append(response.body.view()).shrink_to_fit();
    const std::size_t bytes = repeat->bytes();
    parts_.repeats.put(request.http.bytes,
                       {.value = std::move(repeat), .tags = kept.tags, .bytes = bytes, .made = kept.made}, kept.began);
}

std::optional<http::Again> Pipeline::answer_again(std::string_view request, std::string_view peer, std::string& start) {
    const auto began = std::chrono::steady_clock::now();
    auto repeat = parts_.repeats.hit(request);
    if (!repeat) return std::nullopt;
    // Each request is one hit, miss or wait: one that has to be read is counted there.
    const auto read_it = [this]() -> std::optional<http::Again> {
        parts_.repeats.uncount_hit();
        return std::nullopt;
    };
    if (repeat->peer != peer) return read_it();
    if (repeat->claims && !parts_.access.still_stands_for(*repeat->claims, repeat->caller)) return read_it();
    const std::string_view role = repeat->claims ? std::string_view(repeat->caller.role.name()) : std::string_view();
    const auto [is_pending, verdict] =
        parts_.limiter.count(*repeat->route, role, repeat->client, [] { return limits::Done(); });
    // What has to wait, or is refused, was not counted: it will be when it is read.
    if (is_pending || (verdict && !verdict->allowed)) return read_it();
    http::Headers own;
    own.reserve(4, 160);
    if (verdict) add_limit_headers(own, *verdict);
    own.add("X-Request-Id", repeat->request_id ? *repeat->request_id : new_request_id());
    start.append(repeat->start()).append(own.wire());
    parts_.metrics.count(repeat->route, repeat->status, std::chrono::steady_clock::now() - began);
    return http::Again{.status = repeat->status, .body = {repeat, repeat->body()}};
}

void Pipeline::deliver(Exchange& exchange, http::Response response) const {
    const http::Request& request = exchange.request.http;
    if (exchange.verdict) add_limit_headers(response.headers, *exchange.verdict);
    response.add("X-Request-Id", exchange.request.id);
    const auto took = std::chrono::steady_clock::now() - exchange.began;
    parts_.metrics.count(exchange.route, response.status, took);
    spdlog::debug("{} {} {} {} in {} us", exchange.request.id, http::name_of(request.method), request.target,
                  response.status, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    exchange.respond(std::move(response));
}

void Pipeline::finish_with_current_exception(Exchange& exchange, Finish how) const {
    const Refusal refusal = refusal_of_current_exception(exchange.request.id, exchange.request.http.target);
    http::Response response = problem_response(refusal, exchange.request.id);
    if (!exchange.allow.empty()) response.add("Allow", exchange.allow);
    (this->*how)(exchange, std::move(response));
}

http::Response Pipeline::refuse(const Refusal& refusal, std::string_view received) {
    http::Request request;
    for (const char* name : {"Origin", "X-Request-Id"}) {
        if (const auto value = http::header_in(received, name)) request.headers.add(name, *value);
    }
    const std::string id = request_id_of(request);
    http::Response response = problem_response(refusal, id);
    dress(nullptr, response);
    parts_.cors.add_permission(request, response);
    response.add("X-Request-Id", id);
    parts_.metrics.count(nullptr, refusal.problem().status, {});
    return response;
}

}  // namespace till
