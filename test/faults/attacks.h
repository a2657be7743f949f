#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace till::test {

/// The responses to attackers, by status; 0 where there was no response.
class Responses {
 public:
    void count(int status);
    /// "812 × 200, 3 × 503"
    std::string text() const;
    /// Those that no client may ever get: 500 and its like but 503.
    std::int64_t failures() const;

 private:
    mutable std::mutex mutex_;
    std::map<int, std::int64_t> by_status_;
};

/// Where attackers send, and what they know.
struct Target {
    std::uint16_t port = 0;
    std::string admin_token;
    std::string customer_token;  ///< of an account without other users
    std::int64_t product = 0;    ///< of which there is plenty
};

/// A way to keep others from the shop, until a stop is requested.
struct Attack {
    std::string name;
    std::function<void(const Target&, const std::stop_token&, Responses&)> run;
};

/// All of them. Where addresses matter, they come from many.
std::vector<Attack> attacks();

/// Only the searches, from so many clients at once.
void search_without_end(const Target& target, int clients, const std::stop_token& end, Responses& responses);

}  // namespace till::test
