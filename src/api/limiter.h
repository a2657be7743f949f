#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/route.h"
#include "platform/limits/counter.h"
#include "platform/time/clock.h"

namespace till {

/// Limits in the notation of platform/limits/limit.h, "" for none.
struct LimitTexts {
    std::string default_limits;
    std::map<std::string, std::string> routes;  ///< by operation; takes precedence over the role's
    std::map<std::string, std::string> roles;   ///< takes precedence over the default
};

/// The client that is counted.
std::string limited_account(std::int64_t account);
std::string limited_address(std::string_view address);  ///< as ClientAddresses gives it

/// Counts the requests of each client for each route. Safe from any thread.
class Limiter {
 public:
    /// The outcome of counting a request, or of handing it over to be counted.
    struct Outcome {
        bool is_pending = false;                 ///< the verdict comes later
        std::optional<limits::Verdict> verdict;  ///< nullopt as well where the route is not counted or has no limit
    };

    /// `roles`: all there are. All that is given by reference must outlive the limiter. Throws std::invalid_argument
    /// for what is no limit, no operation or no role: a line for each, which begins with the key of the configuration.
    Limiter(const LimitTexts& texts, const std::vector<Route>& routes, const std::vector<std::string>& roles,
            limits::Counter& counter, const Clock& clock);

    /// Counts one request. `role` is empty without an account; `client` is one of the two above. `make_done` is called,
    /// and what it makes, as limits::Counter says, where the outcome is pending.
    Outcome count(const Route& route, std::string_view role, std::string_view client,
                  const limits::MakeDone& make_done) const;

 private:
    struct Counted {
        std::string name;                                  ///< begins the key of every count
        std::optional<std::vector<limits::Limit>> limits;  ///< of its own
    };

    const std::vector<limits::Limit>& limits_for(const Counted& counted, std::string_view role) const;

    std::unordered_map<const Route*, Counted> routes_;
    std::map<std::string, std::vector<limits::Limit>, std::less<>> roles_;
    std::vector<limits::Limit> default_limits_;
    limits::Counter& counter_;
    const Clock& clock_;
};

/// 429 for a verdict that is not allowed; problem_response() gives it its Retry-After.
Refusal refusal_of(const limits::Verdict& verdict);

/// X-RateLimit-Limit, -Remaining and -Reset (seconds since 1970), on every response that was counted.
void add_limit_headers(http::Headers& headers, const limits::Verdict& verdict);

}  // namespace till
