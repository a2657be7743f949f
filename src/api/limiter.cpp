#include "api/limiter.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include "api/client_address.h"

namespace till {
namespace {

/// Reads texts, and gathers what is wrong with them.
class LimitReader {
 public:
    std::vector<limits::Limit> read(const std::string& key, const std::string& text) {
        try {
            return limits::parse_limits(text);
        } catch (const std::invalid_argument& error) {
            complain(key, error.what());
        }
        return {};
    }

    void complain(const std::string& key, std::string_view problem) {
        problems_ += fmt::format("{}{}: {}", problems_.empty() ? "" : "\n", key, problem);
    }

    void finish() const {
        if (!problems_.empty()) throw std::invalid_argument(problems_);
    }

 private:
    std::string problems_;
};

std::string name_of(const Route& route) {
    if (!route.operation.empty()) return route.operation;
    return fmt::format("{} {}", http::name_of(route.method), route.path);
}

}  // namespace

std::string limited_account(std::int64_t account) { return "account " + std::to_string(account); }

std::string limited_address(std::string_view address) { return "address " + counted_address(address); }

Limiter::Limiter(const LimitTexts& texts, const std::vector<Route>& routes, const std::vector<std::string>& roles,
                 limits::Counter& counter, const Clock& clock)
    : counter_(counter), clock_(clock) {
    LimitReader reader;
    default_limits_ = reader.read("limits.default", texts.default_limits);
    for (const auto& [role, text] : texts.roles) {
        const std::string key = "limits.roles." + role;
        if (std::find(roles.begin(), roles.end(), role) == roles.end()) reader.complain(key, "there is no such role");
        roles_.emplace(role, reader.read(key, text));
    }
    std::map<std::string_view, std::vector<limits::Limit>> by_operation;
    for (const auto& [operation, text] : texts.routes) {
        const std::string key = "limits.routes." + operation;
        const auto is_it = [&wanted = operation](const Route& route) { return route.operation == wanted; };
        if (std::none_of(routes.begin(), routes.end(), is_it)) reader.complain(key, "there is no such operation");
        by_operation.emplace(operation, reader.read(key, text));
    }
    reader.finish();
    for (const Route& route : routes) {
        Counted counted{name_of(route), std::nullopt};
        const auto own = by_operation.find(route.operation);
        if (own != by_operation.end()) counted.limits = own->second;
        routes_.emplace(&route, std::move(counted));
    }
}

Limiter::Outcome Limiter::count(const Route& route, std::string_view role, std::string_view client,
                                const limits::MakeDone& make_done) const {
    if (!route.counted) return {};
    const Counted& counted = routes_.at(&route);
    const std::vector<limits::Limit>& limits = limits_for(counted, role);
    if (limits.empty()) return {};
    fmt::memory_buffer key;
    key.append(std::string_view(counted.name));
    key.push_back(' ');
    key.append(client);
    const auto verdict = counter_.hit({key.data(), key.size()}, limits, clock_.now(), make_done);
    return {.is_pending = !verdict, .verdict = verdict};
}

const std::vector<limits::Limit>& Limiter::limits_for(const Counted& counted, std::string_view role) const {
    if (counted.limits) return *counted.limits;
    const auto of_role = roles_.find(role);
    return of_role == roles_.end() ? default_limits_ : of_role->second;
}

Refusal refusal_of(const limits::Verdict& verdict) {
    const auto seconds = std::min<std::int64_t>(verdict.retry_after.count(), std::numeric_limits<int>::max());
    return Refusal(problems::too_many_requests,
                   fmt::format("The limit is {}. Try again in {} seconds.", limits::to_text(verdict.limit), seconds))
        .retry_after(static_cast<int>(seconds));
}

void add_limit_headers(http::Headers& headers, const limits::Verdict& verdict) {
    const auto add = [&headers](std::string_view name, std::int64_t number) {
        const fmt::format_int text(number);
        headers.add_checked(name, {text.data(), text.size()});
    };
    add("X-RateLimit-Limit", verdict.limit.amount);
    add("X-RateLimit-Remaining", verdict.remaining);
    add("X-RateLimit-Reset", verdict.reset.time_since_epoch().count());
}

}  // namespace till
