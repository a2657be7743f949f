#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace till {

/// The flow of a task and its priority.
struct TaskClass {
    std::string flow;    ///< the tasks of one flow share one turn
    bool first = false;  ///< before those that are not
};

/// The order of a FairPool. A task's round is the one after that of the task before it of the same party (start-time
/// fair queueing), and rounds are served in order. Not safe from several threads.
class FairQueue {
 public:
    struct Task {
        std::function<void()> run;
        std::function<void()> gave_way;
    };

    explicit FairQueue(std::size_t size_max) : size_max_(size_max) {}

    /// Whether it was accepted, and the task that was removed for it, if any.
    std::pair<bool, std::optional<Task>> push(const TaskClass& task_class, Task task);
    /// Nothing where none waits.
    std::optional<Task> pop();

    std::size_t size() const { return first_.tasks.size() + others_.tasks.size(); }

 private:
    struct Place {
        std::uint64_t round;
        std::uint64_t number;  ///< of all that ever came
        auto operator<=>(const Place&) const = default;
    };
    struct Waiting {
        std::string flow;
        Task task;
    };
    struct Flow {
        std::size_t waiting = 0;
        std::uint64_t round = 0;  ///< of its last task
    };
    struct Lane {
        std::map<Place, Waiting> tasks;
        std::unordered_map<std::string, Flow> flows;  ///< those that wait
        std::uint64_t round = 0;                      ///< of the last task that was taken out
    };
    using Position = std::map<Place, Waiting>::iterator;

    static std::uint64_t next_round(const Lane& lane, const std::string& flow);
    static Task take_out(Lane& lane, Position position);
    std::optional<Task> make_room(const Lane& lane, std::uint64_t round);

    const std::size_t size_max_;
    Lane first_;
    Lane others_;
    std::uint64_t pushed_ = 0;
    std::uint64_t popped_ = 0;
};

}  // namespace till
