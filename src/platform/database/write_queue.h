#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

#include "platform/database/database.h"
#include "platform/threads/semaphore.h"

namespace till::database {

/// A write whose caller waits for it.
struct WaitingWrite {
    explicit WaitingWrite(Write& to_do) : write(to_do) {}

    Write& write;
    std::exception_ptr error;  ///< what its caller gets; none: it is committed
    Semaphore done;
};

/// Where writes gather for the writer.
class WriteQueue {
 public:
    /// `gather_us`: see take().
    WriteQueue(std::size_t queue_max, std::size_t batch_max, std::chrono::microseconds gather_us)
        : queue_max_(queue_max), batch_max_(batch_max), gather_us_(gather_us) {}

    /// Throws Overloaded when it is full, at once and without effect.
    void push(WaitingWrite& write);

    /// The next group, of at least one, waiting for it; empty when the queue is closed and all was taken. A write that
    /// is alone is given at once. Where there are several, or were so the last time, it is worth waiting `gather_us`
    /// for those on their way, and again for as long as the queue grows.
    std::vector<WaitingWrite*> take();

    /// Nothing more will be pushed.
    void close();

    std::size_t waiting() const;
    /// How long writes have been waiting without any being taken up; 0 where none waits.
    std::chrono::milliseconds stalled_ms() const;

 private:
    void gather(std::unique_lock<std::mutex>& lock);

    const std::size_t queue_max_;
    const std::size_t batch_max_;
    const std::chrono::microseconds gather_us_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<WaitingWrite*> queue_;
    std::size_t wake_at_ = 1;  // how many have to wait for the writer to be woken
    std::size_t last_taken_ = 0;
    std::chrono::steady_clock::time_point waiting_since_;  // since the last take, or since the first came
    bool closed_ = false;
};

}  // namespace till::database
