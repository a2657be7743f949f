#include "platform/database/write_queue.h"

#include "platform/database/errors.h"

namespace till::database {

namespace {

// Keeps the time that a write may wait for others within reason however evenly they drop in.
constexpr int gather_rounds_max = 10;

}  // namespace

void WriteQueue::push(WaitingWrite& write) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_max_) throw Overloaded("too many writes wait for the database");
    if (queue_.empty()) waiting_since_ = std::chrono::steady_clock::now();
    queue_.push_back(&write);
    // Inside the lock: without it, the write might be done, and the queue gone, before the writer is woken.
    if (queue_.size() == wake_at_) ready_.notify_one();
}

std::vector<WaitingWrite*> WriteQueue::take() {
    std::unique_lock lock(mutex_);
    wake_at_ = 1;
    ready_.wait(lock, [this] { return !queue_.empty() || closed_; });
    gather(lock);
    const std::size_t count = std::min(queue_.size(), batch_max_);
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<WaitingWrite*> batch(queue_.begin(), end);
    queue_.erase(queue_.begin(), end);
    last_taken_ = count;
    waiting_since_ = std::chrono::steady_clock::now();
    return batch;
}

void WriteQueue::gather(std::unique_lock<std::mutex>& lock) {
    if (gather_us_.count() == 0 || (queue_.size() <= 1 && last_taken_ <= 1)) return;
    wake_at_ = batch_max_;
    for (int round = 0; round < gather_rounds_max && queue_.size() < batch_max_ && !closed_; ++round) {
        const std::size_t before = queue_.size();
        ready_.wait_for(lock, gather_us_, [this] { return queue_.size() >= batch_max_ || closed_; });
        if (queue_.size() == before) break;
    }
}

void WriteQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    ready_.notify_one();
}

std::size_t WriteQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

std::chrono::milliseconds WriteQueue::stalled_ms() const {
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - waiting_since_);
}

}  // namespace till::database
