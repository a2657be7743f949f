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
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ || tasks_.size() >= queue_max_) return false;
            if (tasks_.empty()) waiting_since_ = Clock::now();
            tasks_.push_back(std::move(task));
        }
        waiting_.release();
        return true;
    }

    void drain() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        for (std::size_t index = 0; index < threads_.size(); ++index) waiting_.release();
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
        waiting_.acquire();
        const std::lock_guard lock(mutex_);
        if (tasks_.empty()) return nullptr;
        std::function<void()> task = std::move(tasks_.front());
        tasks_.pop_front();
        waiting_since_ = Clock::now();
        return task;
    }

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    Semaphore waiting_;  ///< released for each task, and for each thread at the end
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
