#pragma once
#include <chrono>
#include <thread>

namespace till::test {

/// Whether it comes true, by polling.
template <class Condition>
bool eventually(const Condition& condition, std::chrono::seconds patience = std::chrono::seconds(30)) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

}  // namespace till::test
