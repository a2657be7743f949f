#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace till::test {

/// The responses to a flood of clients.
struct Flooded {
    std::int64_t done = 0;  ///< 201
    std::int64_t busy = 0;  ///< 503
    std::int64_t busy_without_retry_after = 0;
    std::int64_t others = 0;  ///< any other response
    std::int64_t broken = 0;  ///< connections that ended without a response
    double seconds = 0;

    double done_a_second() const { return seconds > 0 ? static_cast<double>(done) / seconds : 0; }
    void add(const Flooded& more);
};

/// So many clients at once, each on a connection of its own, who send the request again as soon as they have a
/// response, whatever it says.
Flooded flood(std::uint16_t port, int clients, std::chrono::milliseconds duration, const std::string& request);

}  // namespace till::test
