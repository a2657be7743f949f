#include "platform/threads/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <latch>
#include <string>

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>

#include "support/eventually.h"

namespace till {

TEST(ThreadPool, RunsEveryTaskOnce) {
    std::atomic<int> sum{0};
    {
        ThreadPool pool("adders", 4, 10'000);
        for (int number = 1; number <= 1'000; ++number) {
            ASSERT_TRUE(pool.post([&sum, number] { sum += number; }));
        }
    }
    EXPECT_EQ(sum, 500'500);
}

TEST(ThreadPool, SaysHowLongTasksWaitWithoutBeingTakenUp) {
    std::promise<void> begun;
    std::promise<void> may_end;
    ThreadPool pool("stuck", 1, 2);
    EXPECT_EQ(pool.stalled_ms().count(), 0);
    ASSERT_TRUE(pool.post([&] {
        begun.set_value();
        may_end.get_future().wait();
    }));
    begun.get_future().wait();
    EXPECT_EQ(pool.stalled_ms().count(), 0) << "busy, but nobody waits";
    ASSERT_TRUE(pool.post([] {}));
    EXPECT_TRUE(test::eventually([&] { return pool.stalled_ms().count() > 1; }));
    may_end.set_value();
    pool.drain();
    EXPECT_EQ(pool.stalled_ms().count(), 0);
}

TEST(ThreadPool, RefusesWhatTheQueueCannotHold) {
    std::promise<void> begun;
    std::promise<void> may_end;
    ThreadPool pool("narrow", 1, 2);
    ASSERT_TRUE(pool.post([&] {
        begun.set_value();
        may_end.get_future().wait();
    }));
    begun.get_future().wait();
    std::atomic<int> run{0};
    EXPECT_TRUE(pool.post([&] { ++run; }));
    EXPECT_TRUE(pool.post([&] { ++run; }));
    EXPECT_FALSE(pool.post([&] { run += 100; }));
    EXPECT_EQ(pool.waiting(), 2u);
    may_end.set_value();
    pool.drain();
    EXPECT_EQ(run, 2);
    EXPECT_EQ(pool.waiting(), 0u);
}

TEST(ThreadPool, DrainsWhatWaitsAndTakesNoMore) {
    std::atomic<int> run{0};
    ThreadPool pool("drained", 2, 1'000);
    for (int count = 0; count < 500; ++count) ASSERT_TRUE(pool.post([&] { ++run; }));
    pool.drain();
    EXPECT_EQ(run, 500);
    EXPECT_FALSE(pool.post([&] { ++run; }));
    pool.drain();
    EXPECT_EQ(run, 500);
}

TEST(ThreadPool, RunsAsManyAtOnceAsItHasThreads) {
    std::latch together(3);  // passes only when three tasks are in it
    ThreadPool pool("together", 3, 10);
    for (int count = 0; count < 3; ++count) ASSERT_TRUE(pool.post([&] { together.arrive_and_wait(); }));
    pool.drain();
    EXPECT_TRUE(together.try_wait());
}

TEST(ThreadPool, TakesTasksFromItsOwnTasks) {
    std::promise<void> done;
    ThreadPool pool("nested", 1, 10);
    ASSERT_TRUE(pool.post([&] { EXPECT_TRUE(pool.post([&] { done.set_value(); })); }));
    done.get_future().wait();
}

TEST(ThreadPool, NamesItsThreads) {
    std::promise<std::string> name;
    ThreadPool pool("a-name-that-is-too-long", 1, 10);
    ASSERT_TRUE(pool.post([&] {
        char text[16];
        pthread_getname_np(pthread_self(), text, sizeof text);
        name.set_value(text);
    }));
    EXPECT_EQ(name.get_future().get(), "a-name-that-is-");
}

TEST(ThreadPool, HasThePriorityThatItWasGiven) {
    const auto niceness_in = [](Priority priority) {
        std::promise<int> niceness;
        ThreadPool pool("nice", 1, 1, priority);
        EXPECT_TRUE(pool.post([&] { niceness.set_value(getpriority(PRIO_PROCESS, 0)); }));
        return niceness.get_future().get();
    };
    const int own = getpriority(PRIO_PROCESS, 0);
    EXPECT_EQ(niceness_in(Priority::normal), own);
    EXPECT_EQ(niceness_in(Priority::yielding), std::min(own + 5, 19));
    EXPECT_EQ(niceness_in(Priority::background), std::min(own + 15, 19));
    EXPECT_EQ(getpriority(PRIO_PROCESS, 0), own) << "which is that of the pool's threads alone";
}

}  // namespace till
