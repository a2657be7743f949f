#include "platform/limits/count_table.h"

namespace till::limits {

std::optional<Count> CountTable::find(std::uint64_t hash, Timestamp now) const {
    const Index index = index_of(hash);
    if (index == none || entries_[index].ends <= now) return std::nullopt;
    return Count{entries_[index].hits, entries_[index].ends};
}

void CountTable::set(std::uint64_t hash, const Count& count) {
    Index index = index_of(hash);
    if (index == none) index = add(hash, count.ends);
    Entry& entry = entries_[index];
    entry.hits = count.hits;
    if (entry.ends == count.ends) return;
    entry.ends = count.ends;
    settle(entry.heap_position);
}

void CountTable::erase(std::uint64_t hash) {
    const Index index = index_of(hash);
    if (index == none) return;
    take_out_of_chain(index);
    const std::size_t position = entries_[index].heap_position;
    const Index last = heap_.back();
    heap_.pop_back();
    unused_.push_back(index);
    if (last == index) return;
    place(last, position);
    settle(position);
}

// All at once, so that a full table never moves; its memory pages are first used as the counts come.
void CountTable::reserve() {
    chains_.assign(capacity_, none);
    entries_.reserve(capacity_);
    heap_.reserve(capacity_);
    unused_.reserve(capacity_);
}

CountTable::Index CountTable::index_of(std::uint64_t hash) const {
    if (chains_.empty()) return none;
    Index index = chains_[hash % capacity_];
    while (index != none && entries_[index].hash != hash) index = entries_[index].next;
    return index;
}

CountTable::Index CountTable::add(std::uint64_t hash, Timestamp ends) {
    if (chains_.empty()) reserve();
    Index index = none;
    if (heap_.size() == capacity()) {
        index = heap_.front();
        take_out_of_chain(index);
    } else {
        if (unused_.empty()) {
            index = static_cast<Index>(entries_.size());
            entries_.emplace_back();
        } else {
            index = unused_.back();
            unused_.pop_back();
        }
        entries_[index].heap_position = static_cast<Index>(heap_.size());
        heap_.push_back(index);
    }
    Entry& entry = entries_[index];
    Index& chain = chain_of(hash);
    entry.hash = hash;
    entry.ends = ends;
    entry.next = chain;
    chain = index;
    settle(entry.heap_position);
    return index;
}

void CountTable::take_out_of_chain(Index index) {
    Index* link = &chain_of(entries_[index].hash);
    while (*link != index) link = &entries_[*link].next;
    *link = entries_[index].next;
}

/// Moves what stands at `position` up or down until no entry stands above one that ends before it.
void CountTable::settle(std::size_t position) {
    const Index moved = heap_[position];
    const Timestamp ends = entries_[moved].ends;
    for (; position > 0 && ends < ends_at((position - 1) / 2); position = (position - 1) / 2) {
        place(heap_[(position - 1) / 2], position);
    }
    for (std::size_t child = 2 * position + 1; child < heap_.size(); child = 2 * position + 1) {
        if (child + 1 < heap_.size() && ends_at(child + 1) < ends_at(child)) ++child;
        if (ends <= ends_at(child)) break;
        place(heap_[child], position);
        position = child;
    }
    place(moved, position);
}

void CountTable::place(Index index, std::size_t position) {
    heap_[position] = index;
    entries_[index].heap_position = static_cast<Index>(position);
}

}  // namespace till::limits
