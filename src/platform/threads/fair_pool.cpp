#include "platform/threads/fair_pool.h"

#include <limits>
#include <mutex>

#include "platform/threads/thread_pool.h"

namespace till {
/// For each task in the queue there is one in the pool, which takes whichever is next then.
class FairPool::Impl {
 public:
    Impl(std::string name, std::size_t threads, std::size_t queue_max, Priority priority)
        : queue_(queue_max), threads_(std::move(name), threads, std::numeric_limits<std::size_t>::max(), priority) {}

    bool post(const TaskClass& task_class, std::function<void()> task, std::function<void()> gave_way) {
        std::optional<FairQueue::Task> out;
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_) return false;
            auto [taken, other] = queue_.push(task_class, {std::move(task), std::move(gave_way)});
            if (!taken) return false;
            // Under the lock: drain() must not come between. Where another task is removed, the new one takes its
            // place.
            if (!other) return threads_.post([this] { run_next(); });
            out = std::move(other);
        }
        out->gave_way();
        return true;
    }

    void drain() {
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        threads_.drain();
    }

    std::size_t waiting() const {
        const std::scoped_lock lock(mutex_);
        return queue_.size();
    }

 private:
    void run_next() {
        std::optional<FairQueue::Task> task;
        {
            const std::scoped_lock lock(mutex_);
            task = queue_.pop();
        }
        if (task) task->run();
    }

    mutable std::mutex mutex_;
    FairQueue queue_;
    bool stopping_ = false;
    ThreadPool threads_;
};

FairPool::FairPool(std::string name, std::size_t threads, std::size_t queue_max, Priority priority)
    : impl_(std::make_unique<Impl>(std::move(name), threads, queue_max, priority)) {}

FairPool::~FairPool() { drain(); }

bool FairPool::post(const TaskClass& task_class, std::function<void()> task, std::function<void()> gave_way) {
    return impl_->post(task_class, std::move(task), std::move(gave_way));
}

void FairPool::drain() { impl_->drain(); }

std::size_t FairPool::waiting() const { return impl_->waiting(); }

}  // namespace till
