#include "platform/threads/fair_queue.h"

#include <algorithm>
#include <iterator>

namespace till {
namespace {

/// Of so many tasks, one is not of those that go first.
constexpr std::uint64_t share_of_others = 4;

}  // namespace

std::pair<bool, std::optional<FairQueue::Task>> FairQueue::push(const TaskClass& task_class, Task task) {
    Lane& lane = task_class.first ? first_ : others_;
    const std::uint64_t round = next_round(lane, task_class.flow);
    std::optional<Task> gave_way;
    if (size() >= size_max_) {
        gave_way = make_room(lane, round);
        if (!gave_way) return {false, std::nullopt};
    }
    lane.tasks.emplace(Place{round, ++pushed_}, Waiting{task_class.flow, std::move(task)});
    Flow& flow = lane.flows[task_class.flow];
    ++flow.waiting;
    flow.round = round;
    return {true, std::move(gave_way)};
}

std::optional<FairQueue::Task> FairQueue::pop() {
    const bool others_turn = ++popped_ % share_of_others == 0;
    Lane& lane = (others_turn && !others_.tasks.empty()) || first_.tasks.empty() ? others_ : first_;
    if (lane.tasks.empty()) return std::nullopt;
    lane.round = lane.tasks.begin()->first.round;
    return take_out(lane, lane.tasks.begin());
}

std::uint64_t FairQueue::next_round(const Lane& lane, const std::string& flow) {
    const auto waits = lane.flows.find(flow);
    return waits == lane.flows.end() ? lane.round : std::max(lane.round, waits->second.round + 1);
}

/// Removes the last task of the others, or of the same lane, if it comes after the new one.
std::optional<FairQueue::Task> FairQueue::make_room(const Lane& lane, std::uint64_t round) {
    Lane& last = others_.tasks.empty() ? first_ : others_;
    if (last.tasks.empty() || (&last == &first_ && &lane != &first_)) return std::nullopt;
    const auto position = std::prev(last.tasks.end());
    if (&last == &lane && position->first.round <= round) return std::nullopt;
    return take_out(last, position);
}

FairQueue::Task FairQueue::take_out(Lane& lane, Position position) {
    Task task = std::move(position->second.task);
    const auto flow = lane.flows.find(position->second.flow);
    if (--flow->second.waiting == 0) lane.flows.erase(flow);
    lane.tasks.erase(position);
    return task;
}

}  // namespace till
