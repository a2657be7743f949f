#include "platform/threads/periodic_task.h"

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace till {
namespace {

TEST(PeriodicWork, GoesOnAfterAFailureAndEndsWithItsObject) {
    std::atomic<int> runs{0};
    std::promise<void> third;
    {
        const PeriodicTask repeating("test", std::chrono::milliseconds(1), [&](const std::stop_token&) {
            if (++runs == 3) third.set_value();
            if (runs == 1) throw std::runtime_error("this time it fails");
        });
        third.get_future().wait();
    }
    const int at_the_end = runs;
    EXPECT_GE(at_the_end, 3);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // time for more, where it does not end
    EXPECT_EQ(runs, at_the_end);
}

TEST(PeriodicWork, DoesNotMakeItsEndWaitForThePause) {
    std::promise<void> first;
    const PeriodicTask repeating("test", std::chrono::hours(1), [&](const std::stop_token&) { first.set_value(); });
    first.get_future().wait();
}

TEST(PeriodicWork, IsToldToStopInTheMiddle) {
    std::promise<void> begun;
    const PeriodicTask repeating("test", std::chrono::hours(1), [&](const std::stop_token& stop) {
        begun.set_value();
        while (!stop.stop_requested()) std::this_thread::yield();
    });
    begun.get_future().wait();
}

}  // namespace
}  // namespace till
