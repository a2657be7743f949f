#include "middleware/pipeline.h"

#include <chrono>

#include <spdlog/spdlog.h>

#include "http/answer_header.h"
#include "middleware/answer_headers.h"
#include "middleware/problem_json.h"
#include "middleware/request_id.h"
#include "middleware/target.h"

namespace till {
namespace {

constexpr std::string_view cache_header = "X-Cache";

Refusal overloaded() { return Refusal(problems::overloaded, "Too many requests are waiting.").retry_after(1); }

}  // namespace

struct Pipeline::Exchange {
    Request request;
    http::Respond respond;
    const Route* route = nullptr;
    std::string allow;  ///< of a 405
    Claims claims;
    std::optional<Refusal> refusal;  ///< of whoever could not be identified
    std::string client;              ///< whom the limiter counts
    std::optional<limits::Verdict> verdict;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
};

void Pipeline::handle(http::Request request, http::Respond respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request.http = std::move(request);
    exchange->request.id = request_id_of(exchange->request.http);
    exchange->respond = std::move(respond);
    try {
        exchange->route = find_route(*exchange);
        if (exchange->route == nullptr) {
            finish(*exchange, parts_.cors.answer_preflight(exchange->request.http, exchange->allow));
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
    std::optional<Caller> caller;
    try {
        exchange->claims = parts_.access.identify(*exchange->route, exchange->request.http);
        caller = exchange->claims ? parts_.access.remembered(*exchange->claims) : Caller{};
    } catch (const Refusal& refusal) {
        return refuse_unidentified(exchange, refusal);
    }
    if (caller) return admit(exchange, std::move(*caller));
    identify_later(exchange);
}

void Pipeline::identify_later(const ExchangePointer& exchange) {
    post(parts_.readers, exchange, [this, exchange] {
        Caller caller;
        try {
            caller = parts_.access.resolve(*exchange->claims);
        } catch (const Refusal& refusal) {
            return refuse_unidentified(exchange, refusal);
        }
        admit(exchange, std::move(caller));
    });
}

// Found when somebody wants to know, and at the latest before a handler runs.
const std::string& Pipeline::client_of(Request& request) const {
    if (request.client.empty()) request.client = parts_.addresses.of(request.http);
    return request.client;
}

// Whoever has no good token is counted by address, or guessing tokens would cost nothing.
void Pipeline::refuse_unidentified(const ExchangePointer& exchange, Refusal refusal) {
    exchange->refusal = std::move(refusal);
    count(exchange, "", limited_address(client_of(exchange->request)), &Pipeline::refuse_counted);
}

void Pipeline::refuse_counted(const ExchangePointer& exchange) { throw Refusal(*exchange->refusal); }

void Pipeline::admit(const ExchangePointer& exchange, Caller caller) {
    Request& request = exchange->request;
    request.caller = std::move(caller);
    if (request.caller.account == 0) {
        count(exchange, "", limited_address(client_of(request)), &Pipeline::answer);
    } else {
        count(exchange, request.caller.role.name(), limited_account(request.caller.account), &Pipeline::answer);
    }
}

void Pipeline::count(const ExchangePointer& exchange, std::string_view role, std::string client, Next next) {
    exchange->client = std::move(client);
    const Route& route = *exchange->route;
    if (!parts_.limiter.is_shared()) {
        return go_on(exchange, parts_.limiter.count(route, role, exchange->client), next);
    }
    exchange->request.http.bytes = {};  // gone when another thread goes on
    parts_.limiter.count_shared(route, role, exchange->client,
                                [this, exchange, next](const std::optional<limits::Verdict>& verdict) {
                                    try {
                                        go_on(exchange, verdict, next);
                                    } catch (...) {
                                        finish_with_current_exception(*exchange);
                                    }
                                });
}

void Pipeline::go_on(const ExchangePointer& exchange, const std::optional<limits::Verdict>& verdict, Next next) {
    exchange->verdict = verdict;
    if (verdict && !verdict->allowed) throw refusal_of(*verdict);
    (this->*next)(exchange);
}

void Pipeline::answer(const ExchangePointer& exchange) {
    parts_.access.permit(*exchange->route, exchange->request.caller);
    if (exchange->route->cached != Cached::no) return answer_from_cache(exchange);
    answer_on_pool(exchange, [this](Exchange& its) { finish(its, its.route->handler(its.request)); });
}

void Pipeline::answer_from_cache(const ExchangePointer& exchange) {
    auto asked = parts_.answers.ask(cache_key(*exchange->route, exchange->request),
                                    [this, exchange](const AnswerCache::Answer& answer) {
                                        try {
                                            if (!answer) return answer_alone(exchange);
                                            http::Response response = copy_of(answer->response);
                                            finish_dressed(*exchange, std::move(response.add(cache_header, "miss")));
                                        } catch (...) {
                                            finish_with_current_exception(*exchange);
                                        }
                                    });
    if (asked.hit) {
        http::Response response = copy_of(asked.hit->response);
        response.add(cache_header, "hit");
        make_personal(*exchange, response);
        if (!exchange->request.http.bytes.empty()) remember(*exchange, *asked.hit, response);
        return deliver(*exchange, std::move(response));
    }
    if (asked.fill) answer_and_keep(exchange, std::move(*asked.fill));
}

void Pipeline::answer_alone(const ExchangePointer& exchange) {
    answer_on_pool(exchange, [this](Exchange& its) {
        http::Response response = its.route->handler(its.request);
        finish(its, std::move(response.add(cache_header, "miss")));
    });
}

void Pipeline::answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill) {
    const auto its_fill = std::make_shared<AnswerCache::Fill>(std::move(fill));
    answer_on_pool(exchange, [this, its_fill](Exchange& its) {
        http::Response response =
            answer_and_fill(*its.route, its.request, *its_fill, [&](http::Response& made) { dress(its.route, made); });
        finish_dressed(its, std::move(response.add(cache_header, "miss")));
    });
}

ThreadPool& Pipeline::pool_of(const Route& route) const {
    switch (route.runs_on) {
        case RunsOn::pictures:
            return parts_.pictures;
        case RunsOn::passwords:  // see post_fairly()
        case RunsOn::workers:
            break;
    }
    return route.method == http::Method::get ? parts_.readers : parts_.workers;
}

void Pipeline::answer_on_pool(const ExchangePointer& exchange, Work work) {
    client_of(exchange->request);
    auto its_work = [exchange, work = std::move(work)] { work(*exchange); };
    if (exchange->route->runs_on == RunsOn::passwords) return post_fairly(exchange, std::move(its_work));
    post(pool_of(*exchange->route), exchange, std::move(its_work));
}

// Work that refuses, or fails, has answered by that.
std::function<void()> Pipeline::answering(const ExchangePointer& exchange, std::function<void()> work) const {
    exchange->request.http.bytes = {};  // gone when this thread goes on
    return [this, exchange, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            finish_with_current_exception(*exchange);
        }
    };
}

void Pipeline::post(ThreadPool& pool, const ExchangePointer& exchange, std::function<void()> work) {
    if (!pool.post(answering(exchange, std::move(work)))) throw overloaded();
}

void Pipeline::post_fairly(const ExchangePointer& exchange, std::function<void()> work) {
    const Turn turn = turn_of(exchange->request);
    auto give_way = answering(exchange, [] { throw overloaded(); });
    if (!parts_.passwords.post(turn, answering(exchange, std::move(work)), std::move(give_way))) throw overloaded();
}

// Who has signed in is known better than by an address.
Turn Pipeline::turn_of(const Request& request) const {
    if (request.caller.account == 0) return parts_.password_guard.turn_of(request.client);
    return {.party = limited_account(request.caller.account), .first = true};
}

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
}

void Pipeline::finish(Exchange& exchange, http::Response response) const {
    dress(exchange.route, response);
    finish_dressed(exchange, std::move(response));
}

void Pipeline::finish_dressed(Exchange& exchange, http::Response response) const {
    make_personal(exchange, response);
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
    if (parts_.limiter.is_shared()) return std::nullopt;  // that takes longer than this may
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
    const auto verdict = parts_.limiter.count(*repeat->route, role, repeat->client);
    if (verdict && !verdict->allowed) return read_it();  // that was not counted, and will be refused when it is read
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

void Pipeline::finish_with_current_exception(Exchange& exchange) const {
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
    parts_.metrics.count(nullptr, problem.status, {});
    return response;
}

}  // namespace till
