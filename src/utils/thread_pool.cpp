#include "utils/thread_pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <pthread.h>

namespace till {

class ThreadPool::Impl {
 public:
    Impl(std::string name, std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
        for (std::size_t index = 0; index < threads; ++index) {
            threads_.emplace_back([this, name] {
                pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
                work();
            });
        }
    }

    bool post(std::function<void()> task) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ || tasks_.size() >= queue_max_) return false;
            tasks_.push_back(std::move(task));
        }
        changed_.notify_one();
        return true;
    }

    void drain() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
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
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            std::function<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
            task = nullptr;  // what it holds may post on its way out
            lock.lock();
        }
    }

    const std::size_t queue_max_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::mutex join_mutex_;
    std::vector<std::thread> threads_;
};

ThreadPool::ThreadPool(std::string name, std::size_t threads, std::size_t queue_max)
    : impl_(std::make_unique<Impl>(std::move(name), threads, queue_max)) {}

ThreadPool::~ThreadPool() { drain(); }

bool ThreadPool::post(std::function<void()> task) { return impl_->post(std::move(task)); }

void ThreadPool::drain() { impl_->drain(); }

std::size_t ThreadPool::waiting() const { return impl_->waiting(); }

}  // namespace till
