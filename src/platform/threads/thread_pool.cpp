#include "platform/threads/thread_pool.h"

#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <pthread.h>

#include "platform/threads/semaphore.h"

namespace till {

class ThreadPool::Impl {
 public:
    Impl(std::string name, std::size_t threads, std::size_t queue_max, Priority priority) : queue_max_(queue_max) {
        for (std::size_t index = 0; index < threads; ++index) {
            threads_.emplace_back([this, name, priority] {
                pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
                set_priority(priority);
                work();
            });
        }
    }

    bool post(std::function<void()> task) {
        bool wakes = false;
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ || tasks_.size() >= queue_max_) return false;
            if (tasks_.empty()) waiting_since_ = Clock::now();
            tasks_.push_back(std::move(task));
            wakes = wakes_one();
        }
        if (wakes) wake_.release();
        return true;
    }

    void drain() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        for (std::size_t index = 0; index < threads_.size(); ++index) wake_.release();
        const std::lock_guard lock(join_mutex_);
        for (std::thread& thread : threads_) {
            if (thread.joinable()) thread.join();
        }
    }

    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return tasks_.size();
    }

    std::chrono::milliseconds stalled_ms() const {
        const std::lock_guard lock(mutex_);
        if (tasks_.empty()) return {};
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - waiting_since_);
    }

 private:
    using Clock = std::chrono::steady_clock;

    void work() {
        while (const auto task = next()) task();
    }

    /// Nothing when the pool is stopping and nothing waits any more.
    std::function<void()> next() {
        std::unique_lock lock(mutex_);
        while (tasks_.empty()) {
            if (stopping_) return nullptr;
            ++idle_;
            lock.unlock();
            wake_.acquire();
            lock.lock();
            --idle_;
            waking_ = false;
        }
        std::function<void()> task = std::move(tasks_.front());
        tasks_.pop_front();
        waiting_since_ = Clock::now();
        const bool wakes = wakes_one();
        lock.unlock();
        if (wakes) wake_.release();
        return task;
    }

    /// Whether a thread has to be woken, which the caller then does without the lock. One at a time: a thread that has
    /// been woken wakes the next if there is more to do. Waking one for each task costs more than most tasks, and most
    /// find that a thread that was awake has taken it.
    bool wakes_one() {
        if (tasks_.empty() || idle_ == 0 || waking_) return false;
        waking_ = true;
        return true;
    }

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    Semaphore wake_;
    std::size_t idle_ = 0;  ///< threads that wait for `wake_`
    bool waking_ = false;   ///< one of them has been woken and has not looked yet
    std::deque<std::function<void()>> tasks_;
    Clock::time_point waiting_since_;  ///< since one was taken up, or since the first came
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

std::chrono::milliseconds ThreadPool::stalled_ms() const { return impl_->stalled_ms(); }

}  // namespace till
