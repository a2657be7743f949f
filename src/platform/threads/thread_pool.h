#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "platform/threads/thread_priority.h"

namespace till {

/// A fixed number of threads behind a bounded queue.
class ThreadPool {
 public:
    /// `name` (at most 15 bytes) is what a debugger shows. `queue_max` counts tasks that wait, not those that run.
    ThreadPool(std::string name, std::size_t threads, std::size_t queue_max, Priority priority = Priority::normal);
    ~ThreadPool();  // drains

    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    /// False, at once and without effect, when the queue is full or the pool is stopping. A task must not throw.
    [[nodiscard]] bool post(std::function<void()> task);

    /// Takes no more tasks, runs those that wait, joins. Safe to call twice; not from one of its own threads.
    void drain();

    std::size_t waiting() const;
    /// How long tasks have been waiting without any being taken up; 0 where none waits.
    std::chrono::milliseconds stalled_ms() const;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till
