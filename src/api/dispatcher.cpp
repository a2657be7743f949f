#include "api/dispatcher.h"

#include "api/limiter.h"
#include "api/problem_json.h"

namespace till {
namespace {

Refusal overloaded() {
    return Refusal(problems::overloaded, "Too many requests are waiting.").retry_after(overload_retry_after_s);
}

// A read whose client has gone takes a thread from clients that wait. A client that has only closed its sending
// direction gets this response (http::Respond::abandoned).
void give_up_if_abandoned(const PipelineExchange& exchange) {
    if (exchange.route->method != http::Method::get || !exchange.respond.abandoned()) return;
    throw Refusal(problems::overloaded,
                  "The client closed its side of the connection while the request was waiting. Keep it open until the "
                  "response has arrived.")
        .retry_after(overload_retry_after_s);
}

}  // namespace

ThreadPool& Dispatcher::pool_of(const Route& route) const {
    switch (route.runs_on) {
        case RunsOn::images:
            return parts_.images;
        case RunsOn::lists:
            return parts_.lists;
        case RunsOn::reports:
            return parts_.reports;
        case RunsOn::passwords:  // see post_fairly()
        case RunsOn::workers:
            break;
    }
    return route.method == http::Method::get ? parts_.readers : parts_.workers;
}

// What waited too long for its turn is not begun. `exchange` must outlive the result.
database::ReadLimits Dispatcher::read_limits(const PipelineExchange& exchange) const {
    const bool is_report = exchange.route->runs_on == RunsOn::reports;
    const auto timeout = is_report ? parts_.report_timeout : parts_.read_timeout;
    database::ReadLimits limits;
    if (is_report) limits.kind = database::ReadKind::report;
    if (exchange.route->runs_on == RunsOn::lists) limits.kind = database::ReadKind::list;
    if (timeout.count() > 0) limits.until = exchange.began + timeout;
    limits.given_up = [this, &exchange] {
        return exchange.respond.abandoned() || std::chrono::steady_clock::now() >= reads_end_.load();
    };
    return limits;
}

void Dispatcher::run(const ExchangePointer& exchange, Work work) {
    client_of(exchange->request, parts_.addresses);
    auto its_work = [this, exchange, work = std::move(work)] {
        give_up_if_abandoned(*exchange);
        if (exchange->route->method != http::Method::get) return work(*exchange);
        const database::ReadScope scope(read_limits(*exchange));
        database::ReadScope::require_time();
        work(*exchange);
    };
    if (exchange->route->runs_on == RunsOn::passwords) return post_fairly(exchange, std::move(its_work));
    if (!pool_of(*exchange->route).post(responding(exchange, std::move(its_work)))) throw overloaded();
}

void Dispatcher::run_on_reader(const ExchangePointer& exchange, std::function<void()> work) {
    if (!try_on_reader(exchange, std::move(work))) throw overloaded();
}

bool Dispatcher::try_on_reader(const ExchangePointer& exchange, std::function<void()> work) {
    return parts_.readers.post(responding(exchange, std::move(work)));
}

// Work that throws has its response by that.
std::function<void()> Dispatcher::responding(const ExchangePointer& exchange, std::function<void()> work) const {
    return [this, exchange, work = std::move(work)] {
        try {
            work();
        } catch (...) {
            respond_to_failure_(*exchange);
        }
    };
}

void Dispatcher::post_fairly(const ExchangePointer& exchange, std::function<void()> work) {
    const TaskClass task_class = task_class_of(exchange->request);
    auto give_way = responding(exchange, [] { throw overloaded(); });
    if (!parts_.passwords.post(task_class, responding(exchange, std::move(work)), std::move(give_way)))
        throw overloaded();
}

// Who has signed in is known better than by an address.
TaskClass Dispatcher::task_class_of(const Request& request) const {
    if (request.caller.account == 0) return parts_.sign_in_scheduling.task_class_of(request.client);
    return {.flow = limited_account(request.caller.account), .first = true};
}

}  // namespace till
