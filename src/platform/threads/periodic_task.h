#pragma once
#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace till {

/// A thread that does the same work at once and then periodically, with a pause between, until it is destroyed. What
/// the work throws is logged under `name` (at most 15 characters), once for as long as it keeps failing.
class PeriodicTask {
 public:
    using Work = std::function<void(const std::stop_token&)>;

    PeriodicTask(std::string name, std::chrono::milliseconds pause_ms, Work work);

 private:
    std::jthread thread_;
};

}  // namespace till
