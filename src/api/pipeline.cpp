#include "api/pipeline.h"

#include "api/body_check.h"
#include "api/request_id.h"
#include "api/target.h"

namespace till {

Pipeline::Pipeline(const Parts& parts)
    : parts_(parts),
      router_(parts.routes),
      finisher_(
          {.access = parts.access, .cors = parts.cors, .compression = parts.compression, .metrics = parts.metrics}),
      dispatcher_({.addresses = parts.addresses,
                   .readers = parts.readers,
                   .lists = parts.lists,
                   .reports = parts.reports,
                   .workers = parts.workers,
                   .passwords = parts.passwords,
                   .sign_in_scheduling = parts.sign_in_scheduling,
                   .images = parts.images,
                   .read_timeout = parts.read_timeout,
                   .report_timeout = parts.report_timeout},
                  [this](Exchange& exchange) {
                      finisher_.finish_with_current_exception(exchange, &ResponseFinisher::finish_made);
                  }),
      caching_({.responses = parts.responses,
                .compression = parts.compression,
                .finisher = finisher_,
                .dispatcher = dispatcher_}) {}

void Pipeline::handle(http::Request request, http::Respond respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request.http = std::move(request);
    exchange->request.id = request_id_of(exchange->request.http);
    exchange->respond = std::move(respond);
    try {
        if (exchange->request.http.target == "*") return respond_for_server(*exchange);
        exchange->route = find_route(*exchange);
        if (exchange->route == nullptr) {
            finisher_.finish(*exchange, parts_.cors.respond_to_preflight(exchange->request.http, exchange->allow));
        } else {
            identify(exchange);
        }
    } catch (...) {
        finisher_.finish_with_current_exception(*exchange);
    }
}

// RFC 9110, 9.3.7: OPTIONS of the server as a whole says what any of its paths may know.
void Pipeline::respond_for_server(Exchange& exchange) const {
    http::Response response{.status = 204, .headers = {}, .body = {}};
    response.add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    finisher_.finish(exchange, std::move(response));
}

// nullptr for a preflight of a path that is there.
const Route* Pipeline::find_route(Exchange& exchange) const {
    Request& request = exchange.request;
    auto target = parse_target(request.http.target);
    if (!target) throw Refusal(problems::malformed_request, "The request URI is invalid.");
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    Router::Match match = router_.match(request.http.method, target->segments);
    if (!match.path_is_known) throw Refusal(problems::not_found, "There is no resource at this path.");
    if (match.route == nullptr) {
        exchange.allow = match.allow;
        if (Cors::is_preflight(request.http)) return nullptr;
        throw Refusal(problems::method_not_allowed, "This path supports " + match.allow + ".");
    }
    request.path_parameters = std::move(match.path_parameters);
    return match.route;
}

void Pipeline::identify(const ExchangePointer& exchange) {
    std::optional<Caller> caller;
    try {
        exchange->claims = parts_.access.identify(*exchange->route, exchange->request.http);
        caller = exchange->claims ? parts_.access.cached_caller(*exchange->claims) : Caller{};
    } catch (const Refusal& refusal) {
        return refuse_unidentified(exchange, refusal);
    }
    if (caller) return admit(exchange, std::move(*caller));
    identify_later(exchange);
}

void Pipeline::identify_later(const ExchangePointer& exchange) {
    dispatcher_.run_on_reader(exchange, [this, exchange] {
        Caller caller;
        try {
            caller = parts_.access.resolve(*exchange->claims);
        } catch (const Refusal& refusal) {
            return refuse_unidentified(exchange, refusal);
        }
        admit(exchange, std::move(caller));
    });
}

// Whoever has no good token is counted by address, or guessing tokens would cost nothing.
void Pipeline::refuse_unidentified(const ExchangePointer& exchange, Refusal refusal) {
    exchange->refusal = std::move(refusal);
    count(exchange, "", limited_address(client_of(exchange->request, parts_.addresses)), &Pipeline::refuse_counted);
}

void Pipeline::refuse_counted(const ExchangePointer& exchange) { throw Refusal(*exchange->refusal); }

void Pipeline::admit(const ExchangePointer& exchange, Caller caller) {
    Request& request = exchange->request;
    request.caller = std::move(caller);
    if (request.caller.account == 0) {
        count(exchange, "", limited_address(client_of(request, parts_.addresses)), &Pipeline::let_in);
    } else {
        count(exchange, request.caller.role.name(), limited_account(request.caller.account), &Pipeline::let_in);
    }
}

void Pipeline::count(const ExchangePointer& exchange, std::string_view role, std::string client, Next next) {
    exchange->client = std::move(client);
    const auto go_on_later = [&]() -> limits::Done {
        return [this, exchange, next](const limits::Verdict& verdict) {
            try {
                go_on(exchange, verdict, next);
            } catch (...) {
                finisher_.finish_with_current_exception(*exchange);
            }
        };
    };
    // By reference, so that nothing is allocated where no client has to wait.
    const auto outcome = parts_.limiter.count(*exchange->route, role, exchange->client, std::ref(go_on_later));
    if (!outcome.is_pending) go_on(exchange, outcome.verdict, next);
}

void Pipeline::go_on(const ExchangePointer& exchange, const std::optional<limits::Verdict>& verdict, Next next) {
    exchange->verdict = verdict;
    if (verdict && !verdict->allowed) throw refusal_of(*verdict);
    (this->*next)(exchange);
}

// All that the header alone decides, before any of the body is read.
void Pipeline::let_in(const ExchangePointer& exchange) {
    const Route& route = *exchange->route;
    const http::Request& request = exchange->request.http;
    parts_.access.permit(route, exchange->request.caller);
    check_conditions(request);
    if (!route.takes_body() && !request.body_follows) return respond(exchange);
    const std::size_t bytes_max = route.body_bytes_max(parts_.bodies);
    check_body(route, request, bytes_max);
    if (!request.body_follows) return respond(exchange);
    read_body(exchange, bytes_max);
}

void Pipeline::read_body(const ExchangePointer& exchange, std::size_t bytes_max) {
    using To = http::BodyPlan::To;
    const Route& route = *exchange->route;
    const To to = !route.takes_body() ? To::nowhere : route.keeps_body_on_disk() ? To::file : To::memory;
    exchange->respond.read_body({.bytes_max = bytes_max, .to = to}, [this, exchange](http::ReceivedBody body) {
        exchange->began = std::chrono::steady_clock::now();
        try {
            if (body.refusal) throw Refusal(std::move(*body.refusal));
            exchange->request.http.receive(std::move(body));
            respond(exchange);
        } catch (...) {
            finisher_.finish_with_current_exception(*exchange);
        }
    });
}

void Pipeline::respond(const ExchangePointer& exchange) {
    if (exchange->route->cached != Cached::no) return caching_.respond_from_cache(exchange);
    dispatcher_.run(exchange, [this](Exchange& its) { finisher_.finish_made(its, its.route->handler(its.request)); });
}

}  // namespace till
