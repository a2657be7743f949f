#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "platform/threads/fair_queue.h"
#include "platform/threads/thread_priority.h"

namespace till {

/// A fixed number of threads behind a bounded fair queue: the flows take turns, so a flow with one waiting task is
/// served after at most one task of each other flow, however many those have. Of each four tasks, three are of those
/// that go first, where there are any, and one of the others.
class FairPool {
 public:
    /// `name` (at most 15 bytes) is what a debugger shows. `queue_max` counts tasks that wait, not those that run.
    FairPool(std::string name, std::size_t threads, std::size_t queue_max, Priority priority = Priority::normal);
    ~FairPool();  // drains

    FairPool(const FairPool&) = delete;
    FairPool& operator=(const FairPool&) = delete;

    /// False, at once and without effect, where the queue is full of tasks that come before this one, or the pool is
    /// stopping. Where it is full of others, the one that would come last is removed: its `gave_way` is called in place
    /// of its `task`, on the thread that posts. Neither may throw.
    [[nodiscard]] bool post(const TaskClass& task_class, std::function<void()> task, std::function<void()> gave_way);

    /// Takes no more tasks, runs those that wait, joins. Safe to call twice; not from one of its own threads.
    void drain();

    std::size_t waiting() const;

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till
