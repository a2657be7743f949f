#include "middleware/pipeline.h"

#include <chrono>

#include <spdlog/spdlog.h>

#include "middleware/answer_headers.h"
#include "middleware/problem_json.h"
#include "middleware/request_id.h"
#include "middleware/target.h"

namespace till {

struct Pipeline::Exchange {
    Request request;
    http::Respond respond;
    const Route* route = nullptr;
    std::string allow;  ///< of a 405
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
};

Pipeline::Pipeline(const std::vector<Route>& routes, const AccessCheck& access, const Cors& cors, Pools pools,
                   Metrics& metrics)
    : router_(routes), access_(access), cors_(cors), pools_(pools), metrics_(metrics) {}

void Pipeline::handle(http::Request request, http::Respond respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request.http = std::move(request);
    exchange->request.id = request_id_of(exchange->request.http);
    exchange->respond = std::move(respond);
    try {
        exchange->route = find_route(*exchange);
        if (exchange->route == nullptr) {
            finish(*exchange, cors_.answer_preflight(exchange->request.http, exchange->allow));
        } else {
            identify(exchange);
        }
    } catch (...) {
        finish_with_current_exception(*exchange);
    }
}

// nullptr for a preflight of a path that is there.
const Route* Pipeline::find_route(Exchange& exchange) const {
    Request& request = exchange.request;
    auto target = parse_target(request.http.target);
    if (!target) throw Refusal(problems::malformed_request, "The address is not a valid one.");
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    Router::Match match = router_.match(request.http.method, target->segments);
    if (!match.path_is_known) throw Refusal(problems::not_found, "There is nothing at this path.");
    if (match.route == nullptr) {
        exchange.allow = match.allow;
        if (Cors::is_preflight(request.http)) return nullptr;
        throw Refusal(problems::method_not_allowed, "This path knows " + match.allow + ".");
    }
    request.path_parameters = std::move(match.path_parameters);
    return match.route;
}

void Pipeline::identify(const ExchangePointer& exchange) {
    const auto claims = access_.identify(*exchange->route, exchange->request.http);
    if (!claims) return admit(exchange, {});
    if (auto caller = access_.remembered(*claims)) return admit(exchange, std::move(*caller));
    post(pools_.workers, exchange, [this, exchange, claims = *claims] { admit(exchange, access_.resolve(claims)); });
}

void Pipeline::admit(const ExchangePointer& exchange, Caller caller) {
    exchange->request.caller = std::move(caller);
    access_.permit(*exchange->route, exchange->request.caller);
    post(exchange->route->runs_on == RunsOn::passwords ? pools_.passwords : pools_.workers, exchange,
         [this, exchange] { finish(*exchange, exchange->route->handler(exchange->request)); });
}

// Work that refuses, or fails, has answered by that.
void Pipeline::post(ThreadPool& pool, const ExchangePointer& exchange, std::function<void()> work) {
    const bool taken = pool.post([this, exchange, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            finish_with_current_exception(*exchange);
        }
    });
    if (!taken) throw Refusal(problems::overloaded, "Too many requests are waiting.").retry_after(1);
}

void Pipeline::finish(Exchange& exchange, http::Response response) {
    const http::Request& request = exchange.request.http;
    answer_conditionally(request, response);
    add_security_headers(response);
    cors_.add_headers(request, response);
    response.add("X-Request-Id", exchange.request.id);
    const auto took = std::chrono::steady_clock::now() - exchange.began;
    metrics_.count(exchange.route, response.status, took);
    spdlog::debug("{} {} {} {} in {} us", exchange.request.id, http::name_of(request.method), request.target,
                  response.status, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
    exchange.respond(std::move(response));
}

void Pipeline::finish_with_current_exception(Exchange& exchange) {
    const Refusal refusal = refusal_of_current_exception(exchange.request.id, exchange.request.http.target);
    http::Response response = problem_response(refusal, exchange.request.id);
    if (!exchange.allow.empty()) response.add("Allow", exchange.allow);
    finish(exchange, std::move(response));
}

http::Response Pipeline::refuse(const Problem& problem, const std::string& detail) {
    const std::string id = new_request_id();
    http::Response response = problem_response(Refusal(problem, detail), id);
    add_security_headers(response);
    response.add("X-Request-Id", id);
    metrics_.count(nullptr, problem.status, {});
    return response;
}

}  // namespace till
