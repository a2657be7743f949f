#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "platform/time/clock.h"

namespace till::limits {

/// A count, and when it is forgotten.
struct Count {
    std::uint32_t hits = 0;
    Timestamp ends;
};

/// Counts by a hash, at most `capacity` of them. When it is full, the one nearest to its end is evicted, so those that
/// have ended go first. Not safe from several threads.
class CountTable {
 public:
    /// `capacity`: 1 to 2^32 - 2. Takes no memory before the first count.
    explicit CountTable(std::size_t capacity) : capacity_(capacity) {}

    /// nullopt if there is none, or if it has ended.
    std::optional<Count> find(std::uint64_t hash, Timestamp now) const;

    /// Adds or replaces; the end has to lie ahead of what the caller takes for now.
    void set(std::uint64_t hash, const Count& count);

    void erase(std::uint64_t hash);

    std::size_t size() const { return heap_.size(); }  ///< with those that have ended and not yet given way
    std::size_t capacity() const { return capacity_; }

 private:
    using Index = std::uint32_t;
    static constexpr Index none = 0xffff'ffffU;

    struct Entry {
        std::uint64_t hash;
        Timestamp ends;
        std::uint32_t hits;
        Index next;           ///< in the chain of its hash
        Index heap_position;  ///< in heap_
    };

    Index index_of(std::uint64_t hash) const;
    Index& chain_of(std::uint64_t hash) { return chains_[hash % capacity_]; }
    void reserve();
    Index add(std::uint64_t hash, Timestamp ends);
    void take_out_of_chain(Index index);
    void settle(std::size_t position);
    void place(Index index, std::size_t position);
    Timestamp ends_at(std::size_t position) const { return entries_[heap_[position]].ends; }

    std::size_t capacity_;
    std::vector<Entry> entries_;
    std::vector<Index> chains_;  ///< the first entry of each chain; empty before the first count
    std::vector<Index> heap_;    ///< entries in use, the one nearest to its end first
    std::vector<Index> unused_;  ///< entries that were erased

 public:
    /// Memory for each of `capacity`.
    static constexpr std::size_t entry_bytes = sizeof(Entry) + 3 * sizeof(Index);
};

}  // namespace till::limits
