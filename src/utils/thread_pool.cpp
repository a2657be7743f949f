#include "utils/thread_pool.h"

#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <pthread.h>

#include "utils/signal.h"

namespace till {

class ThreadPool::Impl {
 public:
    Impl(std::string name, std::size_t threads, std::size_t queue_max, Priority priority)
        : queue_max_(queue_max), sleepers_(threads) {
        idle_.reserve(threads);
        for (Signal& sleeper : sleepers_) {
            threads_.emplace_back([this, name, priority, &sleeper] {
                pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
                set_priority(priority);
                while (const auto task = next(sleeper)) task();
            });
        }
    }

    bool post(std::function<void()> task) {
        Signal* woken = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ || tasks_.size() >= queue_max_) return false;
            tasks_.push_back(std::move(task));
            woken = one_to_wake();
        }
        if (woken != nullptr) woken->give();
        return true;
    }

    void drain() {
        std::vector<Signal*> woken;
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            woken.swap(idle_);
        }
        for (Signal* sleeper : woken) sleeper->give();
        const std::lock_guard lock(join_mutex_);
        for (std::thread& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
    }

    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return tasks_.size();
    }

 private:
    /// Nothing when the pool is stopping and nothing waits any more.
    std::function<void()> next(Signal& me) {
        std::unique_lock lock(mutex_);
        while (tasks_.empty()) {
            if (stopping_) return nullptr;
            idle_.push_back(&me);
            lock.unlock();
            me.wait();
            lock.lock();
            waking_ = false;
        }
        std::function<void()> task = std::move(tasks_.front());
        tasks_.pop_front();
        Signal* const woken = tasks_.empty() ? nullptr : one_to_wake();
        lock.unlock();
        if (woken != nullptr) woken->give();
        return task;
    }

    /// One at a time: whoever has been woken wakes the next if there is still something to do. Waking a thread for each
    /// task costs more than most tasks, and finds that another has taken it meanwhile. The last to fall asleep is the
    /// first to be woken, as its memory is still near.
    Signal* one_to_wake() {
        if (waking_ || idle_.empty()) return nullptr;
        waking_ = true;
        Signal* const sleeper = idle_.back();
        idle_.pop_back();
        return sleeper;
    }

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    std::deque<std::function<void()>> tasks_;
    std::vector<Signal> sleepers_;  ///< one a thread
    std::vector<Signal*> idle_;
    bool waking_ = false;  ///< one that was woken has not looked yet
    bool stopping_ = false;
    std::mutex join_mutex_;
    std::vector<std::thread> threads_;
};

ThreadPool::ThreadPool(std::string name, std::size_t threads, std::size_t queue_max, Priority priority)
    : impl_(std::make_unique<Impl>(std::move(name), threads, queue_max, priority)) {}

ThreadPool::~ThreadPool() { drain(); }

bool ThreadPool::post(std::function<void()> task) { return impl_->post(std::move(task)); }

void ThreadPool::drain() { impl_->drain(); }

std::size_t ThreadPool::waiting() const { return impl_->waiting(); }

}  // namespace till
