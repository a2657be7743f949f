#include "api/pipeline.h"

#include "api/answer_headers.h"
#include "api/body_check.h"
#include "api/problem_json.h"
#include "api/request_id.h"
#include "api/target.h"

namespace till {
namespace {

constexpr std::string_view cache_header = "X-Cache";

}  // namespace

Pipeline::Pipeline(const Parts& parts)
    : parts_(parts),
      router_(parts.routes),
      dispatcher_({.readers = parts.readers,
                   .lists = parts.lists,
                   .reports = parts.reports,
                   .workers = parts.workers,
                   .passwords = parts.passwords,
                   .sign_in_turns = parts.sign_in_turns,
                   .pictures = parts.pictures,
                   .read_timeout = parts.read_timeout,
                   .report_timeout = parts.report_timeout},
                  [this](Exchange& exchange) { finish_with_current_exception(exchange, &Pipeline::finish_made); }) {}

void Pipeline::handle(http::Request request, http::Respond respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request.http = std::move(request);
    exchange->request.id = request_id_of(exchange->request.http);
    exchange->respond = std::move(respond);
    try {
        if (exchange->request.http.target == "*") return answer_for_server(*exchange);
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

// RFC 9110, 9.3.7: OPTIONS of the server as a whole says what any of its paths may know.
void Pipeline::answer_for_server(Exchange& exchange) const {
    http::Response response{.status = 204, .headers = {}, .body = {}};
    response.add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    finish(exchange, std::move(response));
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
        caller = exchange->claims ? parts_.access.remembered(*exchange->claims) : Caller{};
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
        count(exchange, "", limited_address(client_of(request)), &Pipeline::let_in);
    } else {
        count(exchange, request.caller.role.name(), limited_account(request.caller.account), &Pipeline::let_in);
    }
}

void Pipeline::count(const ExchangePointer& exchange, std::string_view role, std::string client, Next next) {
    exchange->client = std::move(client);
    const auto go_on_later = [&]() -> limits::Done {
        exchange->request.http.bytes = {};  // gone when another thread goes on
        return [this, exchange, next](const limits::Verdict& verdict) {
            try {
                go_on(exchange, verdict, next);
            } catch (...) {
                finish_with_current_exception(*exchange);
            }
        };
    };
    // By reference, so that nothing is allocated where nobody has to wait.
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
    if (!route.takes_body() && !request.body_follows) return answer(exchange);
    const std::size_t bytes_max = route.body_bytes_max(parts_.bodies);
    check_body(route, request, bytes_max);
    if (!request.body_follows) return answer(exchange);
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
            answer(exchange);
        } catch (...) {
            finish_with_current_exception(*exchange);
        }
    });
}

void Pipeline::answer(const ExchangePointer& exchange) {
    if (exchange->route->cached != Cached::no) return answer_from_cache(exchange);
    answer_on_pool(exchange, [this](Exchange& its) { finish_made(its, its.route->handler(its.request)); });
}

void Pipeline::answer_from_cache(const ExchangePointer& exchange) {
    auto asked = parts_.answers.ask(cache_key(*exchange->route, exchange->request),
                                    [this, exchange](const AnswerCache::Answer& answer) {
                                        try {
                                            if (!answer) return answer_alone(exchange);
                                            answer_kept(exchange, answer, "miss");
                                        } catch (...) {
                                            finish_with_current_exception(*exchange);
                                        }
                                    });
    if (asked.hit) return answer_kept(exchange, asked.hit, "hit");
    if (asked.fill) answer_and_keep(exchange, std::move(*asked.fill));
}

// `how` it came about, for X-Cache.
void Pipeline::answer_kept(const ExchangePointer& exchange, const AnswerCache::Answer& kept, std::string_view how) {
    const http::Response* const form = kept->in(coding_for(*exchange, kept->response));
    http::Response response = copy_of(form != nullptr ? *form : kept->response);
    response.add(cache_header, how);
    make_personal(*exchange, response);
    if (form == nullptr && response.status == 200) return answer_in_another_form(exchange, kept, how);
    if (how == "hit" && !exchange->request.http.bytes.empty()) remember(*exchange, *kept, response);
    deliver(*exchange, std::move(response));
}

// Where no thread is free to make it, whoever takes it as it is gets it so: it is there.
void Pipeline::answer_in_another_form(const ExchangePointer& exchange, const AnswerCache::Answer& kept,
                                      std::string_view how) {
    auto make = [this, exchange, kept, how] { answer_kept(exchange, with_form(*exchange, kept), how); };
    if (dispatcher_.try_on_reader(exchange, std::move(make))) return;
    http::Response response = copy_of(kept->response);
    response.add(cache_header, how);
    make_personal(*exchange, response);
    deliver(*exchange, std::move(response));
}

// Kept with the answer, for all who ask after this; somebody else may have been faster.
AnswerCache::Answer Pipeline::with_form(const Exchange& exchange, const AnswerCache::Answer& kept) const {
    const std::string key = cache_key(*exchange.route, exchange.request);
    const AnswerCache::Answer present = parts_.answers.peek(key);
    const AnswerCache::Answer& answer = present ? present : kept;
    const http::Coding coding = coding_for(exchange, answer->response);
    if (answer->in(coding) != nullptr) return answer;
    auto fuller = std::make_shared<CachedAnswer>(*answer);
    add_form(*fuller, coding);
    if (present) keep_again(parts_.answers, key, fuller);
    return fuller;
}

void Pipeline::add_form(CachedAnswer& answer, http::Coding coding) const {
    if (coding == http::Coding::identity) return;
    http::Response form = parts_.compression.compressed(
        answer.response, coding, parts_.answers.on() ? Compression::Effort::kept : Compression::Effort::once);
    form.body.share();
    answer.compressed.emplace(coding, std::move(form));
}

void Pipeline::answer_alone(const ExchangePointer& exchange) {
    answer_on_pool(exchange, [this](Exchange& its) {
        http::Response response = its.route->handler(its.request);
        finish_made(its, std::move(response.add(cache_header, "miss")));
    });
}

void Pipeline::answer_and_keep(const ExchangePointer& exchange, AnswerCache::Fill fill) {
    const auto its_fill = std::make_shared<AnswerCache::Fill>(std::move(fill));
    answer_on_pool(exchange, [this, exchange, its_fill](Exchange& its) {
        const auto answer = answer_and_fill(*its.route, its.request, *its_fill, [&](CachedAnswer& made) {
            dress(its.route, made.response);
            add_form(made, coding_for(its, made.response));
        });
        answer_kept(exchange, answer, "miss");
    });
}

void Pipeline::answer_on_pool(const ExchangePointer& exchange, Work work) {
    client_of(exchange->request);
    dispatcher_.run(exchange, std::move(work));
}

}  // namespace till
