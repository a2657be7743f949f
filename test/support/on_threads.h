#pragma once
#include <thread>
#include <vector>

namespace till::test {

/// Calls `work(i)` on so many threads at once, and returns when all of them have ended.
template <class Work>
void on_threads(int count, const Work& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
}

}  // namespace till::test
